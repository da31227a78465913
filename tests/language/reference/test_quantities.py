"""Numbers and sums of money."""

from __future__ import annotations

import pytest

from kg.language.reference.quantities import Currencies, count_of
from kg.model import Quantity
from kg.ontology import load_ontology


@pytest.mark.parametrize(
    ("words", "quantity"),
    [
        ("27", Quantity(count=27)),
        ("at least 30", Quantity(min_count=30)),
        ("more than 1,500", Quantity(min_count=1500)),
        ("up to 50", Quantity(max_count=50)),
        ("two million", Quantity(count=2_000_000)),
        ("seventy - three", Quantity(count=73)),
        ("two dozen", Quantity(count=24)),
        ("at least a dozen", Quantity(min_count=12)),
        ("between 40 and 50", Quantity(min_count=40, max_count=50)),
        ("between two hundred and six hundred", Quantity(min_count=200, max_count=600)),
        ("40 to 50", Quantity(min_count=40, max_count=50)),
        ("two hundred and six", Quantity(count=206)),
        ("several hundred", None),
        ("dozens", None),
        ("several", None),
        ("2.5", None),
    ],
)
def test_a_number_has_its_bound(words: str, quantity: Quantity | None) -> None:
    """The words before a number say whether it is a bound; what is no whole number counts nothing."""
    assert count_of(words.split()) == quantity


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$1.3bn", "1300000000", "USD"),
        ("30 million dollars", "30000000", "USD"),
        ("671 billion yen", "671000000000", "JPY"),
        ("€5m", "5000000", "EUR"),
        ("A$ 12.50", "12.5", "AUD"),
        ("two million Swiss francs", "2000000", "CHF"),
    ],
)
def test_a_sum_has_its_currency(text: str, amount: str, currency: str) -> None:
    """An amount is a canonical decimal, a currency its ISO 4217 code."""
    currencies = Currencies(load_ontology().word_sets)
    assert currencies.amount_of(text) == Quantity(amount=amount, currency=currency)


def test_a_number_alone_is_no_money() -> None:
    """Without a sign or word for a currency there is no sum."""
    assert Currencies(load_ontology().word_sets).amount_of("27 people") is None
