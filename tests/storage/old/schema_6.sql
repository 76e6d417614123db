-- A store that Rapport wrote when its schema was 6, as sqlite3 dumps it.
BEGIN TRANSACTION;
CREATE TABLE audit (
            event_key    TEXT PRIMARY KEY,
            at           INTEGER NOT NULL,
            platform     TEXT NOT NULL,
            workspace    TEXT NOT NULL,
            "user"       TEXT NOT NULL,
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
CREATE TABLE budget_reading (
            slo     TEXT PRIMARY KEY,
            at      INTEGER NOT NULL,
            reading TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        ;
CREATE TABLE calendar (
            service   TEXT PRIMARY KEY,
            token     TEXT NOT NULL UNIQUE,
            issued_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "calendar" VALUES('iot-hub','a-token',1795435200000);
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
CREATE TABLE cover (
            number       INTEGER NOT NULL PRIMARY KEY,
            rotation     TEXT NOT NULL,
            person       TEXT NOT NULL,
            covering_for TEXT NOT NULL,
            starts       INTEGER NOT NULL,
            ends         INTEGER NOT NULL CHECK (ends > starts),
            proposed_by  TEXT NOT NULL,
            proposed_at  INTEGER NOT NULL,
            state        TEXT NOT NULL,
            decided_by   TEXT,
            decided_at   INTEGER
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "cover" VALUES(1,'hub','erin','frank',1795435200000,1795456800000,'frank',1795435200000,'proposed',NULL,NULL);
CREATE TABLE due (
            number     INTEGER NOT NULL PRIMARY KEY,
            job        TEXT NOT NULL,
            slot       TEXT NOT NULL,
            series     TEXT NOT NULL,
            at         INTEGER NOT NULL,
            ready      INTEGER,
            attempts   INTEGER NOT NULL,
            claimed_by TEXT,
            became     TEXT,
            closed_at  INTEGER,
            UNIQUE (job, slot)
        ) STRICT
        ;
INSERT INTO "due" VALUES(1,'handoff','hub@1','hub',1795435200000,1795435200000,0,NULL,NULL,NULL);
CREATE TABLE outbox (
            number        INTEGER NOT NULL PRIMARY KEY,
            key           TEXT NOT NULL UNIQUE,
            platform      TEXT NOT NULL,
            lane          TEXT NOT NULL,
            channel       TEXT,
            thread        TEXT,
            direct        INTEGER NOT NULL,
            person        TEXT,
            card          TEXT NOT NULL,
            replaces      TEXT,
            otherwise     TEXT,
            state         TEXT NOT NULL,
            ready         INTEGER,
            attempts      INTEGER NOT NULL,
            first_at      INTEGER,
            begun         INTEGER,
            repeated      INTEGER NOT NULL,
            claimed_by    TEXT,
            posted_in     TEXT,
            thread_of     TEXT,
            posted_direct INTEGER,
            message       TEXT,
            why           TEXT,
            closed_at     INTEGER
        ) STRICT
        ;
INSERT INTO "outbox" VALUES(1,'a','slack','CHUB','CHUB',NULL,0,NULL,'{"$":"Card","headline":"Erin → Frank.","tone":{"$":"Tone","is":"neutral"},"blocks":{"$":"tuple","is":[]},"data":{"$":"map","is":[]},"why":{"$":"tuple","is":[]},"asks":false,"again":null}',NULL,NULL,'pending',0,0,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE pace (
            platform TEXT NOT NULL,
            lane     TEXT NOT NULL,
            free_at  INTEGER NOT NULL,
            state    TEXT NOT NULL,
            PRIMARY KEY (platform, lane)
        ) STRICT, WITHOUT ROWID
        ;
CREATE TABLE planning (
            job TEXT PRIMARY KEY,
            at  INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        ;
CREATE TABLE roster (
            rotation TEXT PRIMARY KEY,
            at       INTEGER NOT NULL,
            roster   TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        ;
CREATE INDEX audit_at ON audit (at);
CREATE INDEX conversation_user ON conversation (platform, held_with, at);
CREATE INDEX cover_within ON cover (rotation, ends, starts);
CREATE INDEX due_ready ON due (ready) WHERE ready IS NOT NULL;
CREATE INDEX due_series ON due (job, series, at);
CREATE INDEX due_closed ON due (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX outbox_open ON outbox (platform, lane, number) WHERE ready IS NOT NULL;
CREATE INDEX outbox_closed ON outbox (closed_at) WHERE closed_at IS NOT NULL;
COMMIT;
PRAGMA user_version = 6;
