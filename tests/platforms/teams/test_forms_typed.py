"""A form that is typed is a card of inputs; its answer is for whoever filled it in."""

from tests.platforms.teams.conftest import Tenant
from tests.platforms.teams.house import House

WHY = "Arithmetic"
FILLED = {"field.answer": "budget", "field.about": "device-twins"}


async def test_a_form_that_is_typed_is_a_card_of_inputs_for_the_asker_alone(
    tenant: Tenant, house: House
) -> None:
    await tenant.teams.say(tenant.alice, tenant.channel, "form why")
    await house.settled()
    (form,) = tenant.answers(tenant.alice)
    assert form.targeted_to is tenant.alice

    pressed = await tenant.teams.press(tenant.alice, form, "Ask", FILLED)

    assert pressed.card is not None
    assert WHY in form.shown_to(tenant.alice)
    assert "device-twins" in form.shown_to(tenant.alice)
    assert "Back" not in form.shown_to(tenant.alice)


async def test_a_form_of_what_everyone_is_to_see_is_shown_to_everyone(
    tenant: Tenant, house: House
) -> None:
    await tenant.teams.say(tenant.alice, tenant.channel, "form share")
    await house.settled()
    (form,) = tenant.answers(tenant.alice)

    pressed = await tenant.teams.press(tenant.alice, form, "Ask", FILLED)

    assert pressed.said == "Shown to everyone here."
    await tenant.teams.message(tenant.bob, "device-twins")


async def test_what_is_mended_in_a_form_stays_between_us(tenant: Tenant, house: House) -> None:
    await tenant.teams.say(tenant.alice, tenant.channel, "form why")
    await house.settled()
    (form,) = tenant.answers(tenant.alice)

    wrong = {**FILLED, "field.about": "device-twin"}
    await tenant.teams.press(tenant.alice, form, "Ask", wrong)
    assert "I don't know a service called “device-twin”." in form.shown_to(tenant.alice)
    await tenant.teams.press(tenant.alice, form, "Ask", FILLED)
    await house.settled()

    assert WHY in form.shown_to(tenant.alice)
    assert tenant.answers(tenant.bob) == []
    assert tenant.answers(tenant.alice) == [form]


async def test_one_comes_back_to_what_a_form_was_answered(tenant: Tenant, house: House) -> None:
    await tenant.teams.say(tenant.alice, tenant.channel, "form budget")
    await house.settled()
    (form,) = tenant.answers(tenant.alice)

    await tenant.teams.press(tenant.alice, form, "Ask", {"field.service": "device-twins"})
    answered = form.shown_to(tenant.alice)
    await tenant.teams.press(tenant.alice, form, "Why?")
    assert WHY in form.shown_to(tenant.alice)
    await tenant.teams.press(tenant.alice, form, "Back")

    assert "device-twins" in answered
    assert form.shown_to(tenant.alice) == answered


async def test_in_ones_own_chat_the_answer_stays_in_the_place_of_the_form(
    tenant: Tenant, house: House
) -> None:
    await tenant.teams.say(tenant.alice, tenant.own(tenant.alice), "form why")
    await house.settled()
    (form,) = tenant.answers(tenant.alice)

    await tenant.teams.press(tenant.alice, form, "Ask", FILLED)
    await house.settled()

    assert WHY in form.shown
    assert tenant.answers(tenant.alice) == [form]


async def test_an_old_client_sends_such_a_card_as_a_message(tenant: Tenant, house: House) -> None:
    await tenant.teams.say(tenant.alice, tenant.own(tenant.alice), "form why")
    await house.settled()
    (form,) = tenant.answers(tenant.alice)

    await tenant.teams.submit(tenant.alice, form, "Ask", FILLED)

    answer = await tenant.teams.message(tenant.alice, WHY)
    assert "device-twins" in answer.shown
