-- A store that Rapport wrote when its schema was 3, as sqlite3 dumps it.
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'rapport','m001_audit','2026-11-28 04:28:07.230356+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'rapport','m002_budgets','2026-11-28 04:28:07.230833+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'rapport','m003_conversations','2026-11-28 04:28:07.231256+00:00');
CREATE TABLE audit (
            event_key    TEXT PRIMARY KEY,
            at           INTEGER NOT NULL,
            platform     TEXT NOT NULL,
            workspace    TEXT NOT NULL,
            user         TEXT NOT NULL,
            person       TEXT,
            channel      TEXT NOT NULL,
            thread       TEXT,
            verb         TEXT,
            outcome      TEXT NOT NULL,
            milliseconds INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "audit" VALUES('slack:1',1795435200000,'slack','T0','U0BOB','bob','C0',NULL,'budget','answered',3);
CREATE TABLE budget_day (
            slo         TEXT NOT NULL,
            day         TEXT NOT NULL,
            bad         INTEGER NOT NULL CHECK (bad >= 0),
            total       INTEGER NOT NULL CHECK (total >= bad),
            imported_at INTEGER NOT NULL,
            PRIMARY KEY (slo, day)
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "budget_day" VALUES('iot-hub/availability','2026-11-22',2,1000,1795435200000);
CREATE TABLE budget_reading (
            slo     TEXT PRIMARY KEY,
            at      INTEGER NOT NULL,
            reading TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        ;
CREATE TABLE conversation (
            platform  TEXT NOT NULL,
            channel   TEXT NOT NULL,
            workspace TEXT NOT NULL,
            held_with TEXT,
            within    TEXT,
            address   TEXT NOT NULL,
            at        INTEGER NOT NULL,
            PRIMARY KEY (platform, channel)
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "conversation" VALUES('teams','19:iot-hub','our-tenant',NULL,'19:the-team','{"bot": "28:rapport"}',1795435200000);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX audit_at ON audit (at);
CREATE INDEX conversation_user ON conversation (platform, held_with, at);
COMMIT;
PRAGMA user_version = 3;
