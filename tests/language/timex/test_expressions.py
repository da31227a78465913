"""The values of time expressions, from words and a day alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.timex.expressions import Context, Direction, find_times, resolve
from kg.language.timex.holidays import Holidays
from kg.language.timex.values import period
from kg.model import Period

THURSDAY = date(2025, 7, 24)


def value(words: str, direction: Direction = Direction.PAST, named: tuple[str, ...] = ()) -> str:
    """The value of the one time expression in the words, in an article of a Thursday in July."""
    (timex,) = resolve(words, Context(THURSDAY, direction, named))
    return timex.value


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on 3 May 2024", "2024-05-03"),
        ("on Saturday, May 3rd", "2025-05-03"),
        ("on the 3rd of May", "2025-05-03"),
        ("in early March 1998", "1998-03"),
        ("in October last year", "2024-10"),
        ("mid-1987", "1987"),
        ("nineteen eighty-one", "1981"),
        ("in the '90s", "199"),
        ("the early 2010s", "201"),
        ("the 19th century", "18"),
        ("the third quarter of 2024", "2024-Q3"),
        ("the first half of last year", "2024-H1"),
        ("last autumn", "2024-FA"),
        ("9/11", "2001-09-11"),
        ("by year end", "2025"),
        ("by end-2027", "2027"),
        ("for three consecutive weeks", "P3W"),
        ("before dawn", "2025-07-24TMO"),
        ("a year and a half ago", "2024-01"),
        ("the week after next", "2025-W32"),
        ("the year before last", "2023"),
        ("the week of Jan. 13", "2025-W03"),
        ("in the latest quarter", "2025-Q2"),
        ("a hundred and forty years", "P140Y"),
        ("the two previous years", "P2Y"),
        ("every weekend", "XXXX-WXX-WE"),
        ("in the early nineteen seventies", "197"),
        ("in the summer of '96", "1996-SU"),
        ("June '96", "1996-06"),
        ("in April of nineteen ninety-six", "1996-04"),
        ("by the end of summer", "2025-SU"),
        ("after weeks of talks", "PXW"),
        ("on the twelfth of November, nineteen eighty-six", "1986-11-12"),
        ("the last day of April", "2025-04-30"),
        ("the second day of May 2024", "2024-05-02"),
        ("in the last week of July 1999", "1999-W30"),
        ("the final quarter of 2012", "2012-Q4"),
        ("the last half of next year", "2026-H2"),
        ("the January-March period", "2025-Q1"),
        ("until spring", "2025-SP"),
        ("at 1530 GMT", "2025-07-24T15:30"),
        ("on March the twelfth", "2025-03-12"),
        ("January twenty-first", "2025-01-21"),
        ("in the twenty-first century", "20"),
        ("the twenty-sixth of last month", "2025-06-26"),
        ("on Aug. 22, a Friday", "2025-08-22"),
        ("in this Nov. 9, 2016, file photo", "2016-11-09"),
        ("from 6:00am", "2025-07-24T06:00"),
        ("at 10.30pm", "2025-07-24T22:30"),
        ("at 9:25 P.M.", "2025-07-24T21:25"),
        ("in the mid-1980's", "198"),
        ("the 80's", "198"),
        ("the crash of '87", "1987"),
        ("on Friday the 13th", "2025-06-13"),
        ("the rest of the year", "2025"),
        ("the remainder of 2027", "2027"),
        ("two weeks ago today", "2025-07-10"),
        ("not long ago", "PAST_REF"),
        ("some time ago", "PAST_REF"),
        ("the other night", "PAST_REF"),
        ("in years past", "PAST_REF"),
        ("the summer of nineteen forty-two", "1942-SU"),
        ("moved from the previous May 5", "2025-05-05"),
        ("the 2019 third quarter", "2019-Q3"),
        ("the January-to-March period", "2025-Q1"),
        ("by year-end 2027", "2027"),
        ("as early as 2031", "2031"),
        ("the summer of last year", "2024-SU"),
        ("the next fiscal year", "2026"),
    ],
)
def test_dates_of_the_calendar(words: str, expected: str) -> None:
    """A date has the value that its words name, with what they leave out taken from the anchor."""
    assert value(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("yesterday", "2025-07-23"),
        ("tomorrow night", "2025-07-25TNI"),
        ("the day before yesterday", "2025-07-22"),
        ("last night", "2025-07-23TNI"),
        ("last week", "2025-W29"),
        ("over the weekend", "2025-W29-WE"),
        ("later this month", "2025-07"),
        ("late in the day", "2025-07-24"),
        ("the early hours of Tuesday", "2025-07-22TMO"),
        ("the early hours of July 4", "2025-07-04TMO"),
        ("by the year's end", "2025"),
        ("the 1997 quarter", "1997"),
        ("2:33 a.m. local time Monday", "2025-07-21T02:33"),
        ("the end of next year", "2026"),
        ("nearly three years ago", "2022"),
        ("seven weeks ago", "2025-W23"),
        ("two decades ago", "200"),
        ("half a century ago", "197"),
        ("at 9 p.m. on Monday", "2025-07-21T21:00"),
        ("Tuesday of last week", "2025-07-15"),
        ("a year or two ago", "2024"),
        ("72 hours ago", "2025-07-21"),
        ("the other day", "PAST_REF"),
    ],
)
def test_days_near_the_anchor(words: str, expected: str) -> None:
    """What counts from publication has the granularity of its unit."""
    assert value(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("for more than two weeks", "P2W"),
        ("the past three days", "P3D"),
        ("3 1/2 years", "P3Y6M"),
        ("a year and a half", "P1Y6M"),
        ("a 14-hour march", "PT14H"),
        ("two hundred years", "P200Y"),
        ("a few days", "PXD"),
        ("daily", "P1D"),
        ("every two weeks", "P2W"),
        ("on Tuesdays", "XXXX-WXX-2"),
        ("now", "PRESENT_REF"),
        ("more recently", "PAST_REF"),
        ("for the moment", "PRESENT_REF"),
        ("in coming months", "FUTURE_REF"),
        ("in the near future", "FUTURE_REF"),
        ("for another month", "P1M"),
        ("a weeklong visit", "P1W"),
        ("the two-and-a-half-year siege", "P2Y6M"),
        ("a half-hour speech", "PT30M"),
        ("for a quarter of a century", "P25Y"),
        ("every other week", "P2W"),
        ("the next several months", "FUTURE_REF"),
        ("in two to three months", "P2M"),
        ("a five- or six-day trip", "P5D"),
        ("two or three years ago", "2023"),
        ("eight years and five months", "P8Y5M"),
        ("two hours 15 minutes", "PT2H15M"),
        ("three days and four hours", "P3DT4H"),
        ("a month later than planned", "P1M"),
        ("the 45-second quake", "PT45S"),
        ("every other Tuesday", "XXXX-WXX-2"),
        ("a day and a half", "P1DT12H"),
        ("in the past half-year", "P6M"),
        ("in the weeks ahead", "FUTURE_REF"),
    ],
)
def test_durations_sets_and_references(words: str, expected: str) -> None:
    """What lasts or repeats has the value of its length, what is vague that of its side of the present."""
    assert value(words) == expected


def test_tense_chooses_the_weekday() -> None:
    """The same Friday is last week's in the past and tomorrow in the future; on a Thursday, Thursday is that day."""
    assert (value("on Friday"), value("on Friday", Direction.FUTURE)) == ("2025-07-18", "2025-07-25")
    assert value("on Thursday") == value("on Thursday", Direction.FUTURE) == "2025-07-24"


def test_tense_chooses_the_year() -> None:
    """A month without a year is the last one in the past, the next one in the future; a day close by is itself."""
    assert (value("in November"), value("in November", Direction.FUTURE)) == ("2024-11", "2025-11")
    assert value("on July 20", Direction.FUTURE) == "2025-07-20"


def test_a_range_shares_its_month_and_year() -> None:
    """The end of a range that says less takes it from the end that says more."""
    values = [
        timex.value for timex in resolve("from 7 to 10 May 2023, from March to June last year", Context(THURSDAY))
    ]
    assert values == ["2023-05-07", "2023-05-10", "2024-03", "2024-06"]


def test_a_range_of_weekdays_ends_after_it_begins() -> None:
    """The Friday of "Monday through Friday" is the one after that Monday, whatever the tense."""
    named = Context(THURSDAY, Direction.PAST, ("2025-07-22",))
    values = [timex.value for timex in resolve("from Tuesday to Friday", named)]
    assert values == ["2025-07-22", "2025-07-25"]


def test_later_counts_from_the_last_date_as_exact() -> None:
    """Days count from a named day even if a year was named since; without one they are a duration."""
    assert value("three days later", named=("2019-06-02", "2015")) == "2019-06-05"
    assert value("the same month", named=("2019-06-02",)) == "2019-06"
    assert value("three days later", named=("2015",)) == "P3D"
    assert value("a week later", named=("2019-06-02", "2019-08")) == "P1W"


def test_a_week_after_a_day_is_a_day() -> None:
    """ "Two weeks later" than a day is that day of the week; than a week it is a week."""
    assert value("two weeks later", named=("2025-07-08",)) == "2025-07-22"
    assert value("two weeks later", named=("2025-W28",)) == "2025-W30"


def test_before_counts_as_earlier_does() -> None:
    """ "Five days before, bombs" counts back; "five days before the vote" is a length."""
    assert value("five days before, bombs", named=("2025-07-20",)) == "2025-07-15"
    assert value("four years before that the", named=("2007",)) == "2003"
    assert value("five days before the vote", named=("2025-07-20",)) == "P5D"


def test_no_past_is_counted_from_what_is_to_come() -> None:
    """ "A day earlier it had refused", after the talks of next week, was yesterday; so with "that evening"."""
    assert value("that evening", Direction.PAST, ("2025-07-22", "2025-07-29")) == "2025-07-22TEV"
    assert value("a day earlier", Direction.PAST, ("2025-07-29",)) == "2025-07-23"
    assert value("a day earlier", Direction.FUTURE, ("2025-07-29",)) == "2025-07-28"


def test_that_month_is_the_next_after_the_year_named() -> None:
    """ "That November" and "that summer" are in the year of the last date, or follow it."""
    assert value("that November", named=("2019-07",)) == "2019-11"
    assert value("that February", named=("2019-07",)) == "2020-02"
    assert value("that summer", named=("2019-05-03",)) == "2019-SU"
    assert value("the following spring", named=("2019-05-03",)) == "2020-SP"
    assert value("the previous winter", named=("2019-05-03",)) == "2018-WI"


def test_a_part_of_the_day_beside_the_last_one_named() -> None:
    """ "The following morning" is that of the day after, "the previous evening" of the day before."""
    assert value("the following morning", named=("2019-07-01",)) == "2019-07-02TMO"
    assert value("the previous evening", named=("2019-07-01",)) == "2019-06-30TEV"
    assert value("only the night before, it", named=("2019-07-01",)) == "2019-06-30TNI"


def test_the_very_same_night_is_that_night() -> None:
    """ "That very night" and "the very same day" are of the day named; nights are counted as days are."""
    assert value("that very night", named=("2019-07-01",)) == "2019-07-01TNI"
    assert value("the very same day", named=("2019-07-01",)) == "2019-07-01"
    assert value("two nights later", named=("2019-07-01",)) == "2019-07-03"


def test_a_month_is_of_the_year_after_the_one_named() -> None:
    """ "December of the following year", after 2018, is that of 2019."""
    assert value("December of the following year", named=("2018",)) == "2019-12"


def test_a_day_is_of_the_month_named_last() -> None:
    """ "On the 16th" is of the month named, "on the 16th floor" no time."""
    assert value("was held on the 16th", named=("2012-01",)) == "2012-01-16"
    assert value("the evening of the 26th", named=("1944-08-25",)) == "1944-08-26TEV"
    assert resolve("on the 16th floor", Context(THURSDAY, named=("2012-01",))) == []


def test_a_weekday_is_counted_in_its_month() -> None:
    """The third Monday in April 2024 is the 15th, its last Friday the 26th."""
    assert value("the third Monday in April 2024") == "2024-04-15"
    assert value("the last Friday of April 2024") == "2024-04-26"


def test_the_small_hours_are_of_a_day_of_the_month() -> None:
    """They are early on the day, which may stand with an ordinal; "10 o'clock tonight" is at 22:00; seasons repeat."""
    assert value("in the small hours of June 3rd") == "2025-06-03TMO"
    assert value("10 o'clock tonight") == "2025-07-24T22:00"
    assert value("every spring") == "XXXX-SP"


def test_a_clock_takes_the_day_beside_it() -> None:
    """The time of "at 6 p.m. on 2 June" is on that day, not on the last one named."""
    found = resolve("at 6 p.m. on 2 June", Context(THURSDAY, named=("2019-07-05",)))
    assert [timex.value for timex in found] == ["2025-06-02T18:00", "2025-06-02"]


def test_a_clock_takes_the_day_behind_a_bracket() -> None:
    """ "10 a.m. (1500 GMT) Monday": both hours are on Monday."""
    found = resolve("at 10 a.m. (1500 GMT) Monday", Context(THURSDAY))
    assert [timex.value for timex in found] == ["2025-07-21T10:00", "2025-07-21T15:00", "2025-07-21"]


def test_words_that_are_no_time() -> None:
    """Ages, verbs and people's names that look like times are left out, and so is a date that does not exist."""
    assert not resolve(
        "A 25-year-old may march with Jan Egeland, 30 years old, at the fall of the city", Context(THURSDAY)
    )
    assert not resolve("on 31 February 2024", Context(THURSDAY))
    assert not resolve("the day after the vote", Context(THURSDAY, named=("2025-07-03",)))
    assert not resolve("150 kilometres per hour", Context())
    assert not resolve("a record of the moment, for 10.30 euros", Context())
    assert not resolve("a quarter of the men, three quarters of the women, as many days, 2000 local staff", Context())


def test_without_an_anchor_only_explicit_dates_are_full() -> None:
    """An article without a day gives no day to "yesterday" or "in May", and a full one to "3 May 2024"."""
    values = [timex.value for timex in resolve("yesterday, in May, on Friday, on 3 May 2024", Context())]
    assert values == ["XXXX-XX-XX", "XXXX-05", "XXXX-WXX-5", "2024-05-03"]


def test_holidays_have_their_dates() -> None:
    """A holiday's rule gives its date in the year that tense chooses."""
    holidays = Holidays(["New Year's Eve = 12-31", "Harvest Day = 10-mon-2 +1", "Bloody Monday ="])
    found = find_times("on New Year’s Eve, last Harvest Day, on Bloody Monday", holidays)
    values = [timex.value for time in found if (timex := time.resolve(Context(THURSDAY, Direction.FUTURE)))]
    assert values == ["2025-12-31", "2024-10-15"]


def test_the_days_beside_a_holiday() -> None:
    """ "The day after" one that goes by a name is the next."""
    holidays = Holidays(["Harvest Day = 10-mon-2", "New Year's Eve = 12-31"])
    found = find_times("the day after New Year's Eve, the day before Harvest Day 2024", holidays)
    values = [timex.value for one in found if (timex := one.resolve(Context(THURSDAY, Direction.PAST)))]
    assert values == ["2025-01-01", "2024-10-13"]


def test_the_weekend_at_a_holiday() -> None:
    """The weekend of a Monday's holiday is before it, that of a Thursday's behind it."""
    holidays = Holidays(["Harvest Day = 10-mon-2", "Herring Day = 11-thu-4"])
    found = find_times("on Harvest Day weekend 2024, on Herring Day weekend 2024", holidays)
    values = [timex.value for time in found if (timex := time.resolve(Context(THURSDAY)))]
    assert values == ["2024-W41-WE", "2024-W48-WE"]


def test_a_quarter_to_come_is_the_next_one() -> None:
    """With the future "the first quarter" of July is next year's, but the second is still to be reported on."""
    assert value("the first quarter", Direction.FUTURE) == "2026-Q1"
    assert value("the second quarter", Direction.FUTURE) == "2025-Q2"
    assert value("the fourth quarter", Direction.PAST) == "2024-Q4"


@pytest.mark.parametrize(
    ("timex", "expected"),
    [
        ("2025-07-24", ("2025-07-24", "2025-07-24")),
        ("2025-07", ("2025-07", "2025-07")),
        ("2025-07-24TMO", ("2025-07-24", "2025-07-24")),
        ("2025-W30", ("2025-07-21", "2025-07-27")),
        ("2025-W30-WE", ("2025-07-26", "2025-07-27")),
        ("2025-Q4", ("2025-10-01", "2025-12-31")),
        ("2024-WI", ("2024-12-01", "2025-02-28")),
        ("199", ("1990-01-01", "1999-12-31")),
    ],
)
def test_periods_of_values(timex: str, expected: tuple[str, str]) -> None:
    """A day, month or year is itself; what a time stamp cannot say is a range of days."""
    assert period(timex) == Period(*expected)


@pytest.mark.parametrize(("timex", "type"), [("P3D", "DURATION"), ("PAST_REF", "DATE"), ("XXXX-05", "DATE")])
def test_vague_values_have_no_period(timex: str, type: str) -> None:
    """Durations, references and unknown years date nothing."""
    assert period(timex, type) is None


@given(st.text(alphabet="0123456789/:.,-' ayMondFrith½٣\n", max_size=40), st.dates())
def test_any_text_can_be_read(text: str, anchor: date) -> None:
    """No text and no day makes the grammar fail, and what it finds is in the text."""
    for found in find_times(text):
        assert 0 <= found.begin < found.end <= len(text)
        found.resolve(Context(anchor))


@pytest.mark.parametrize(
    ("words", "named", "expected"),
    [
        ("in the year-earlier quarter", ("2025-Q2", "2025"), "2024-Q2"),
        ("in the year-ago period", ("2025-H1",), "2024-H1"),
        ("the prior-year quarter", (), "2024"),
        ("the same month of 2012", ("2025-02", "2025-05-04"), "2012-02"),
        ("the corresponding period a year earlier", ("2024-Q4",), "2023-Q4"),
        ("seven years later", ("1992-SU",), "1999"),
        ("the same period of 2024", ("2025-04", "P6M", "2025-07-01"), "2024"),
        ("sales in the quarter", ("2025-Q2", "2025-07-23"), "2025-Q2"),
        ("two quarters later", ("2025-Q2",), "2025-Q4"),
        ("two weeks later", ("2025-W02-WE",), "2025-W04"),
        ("a year-earlier loss", ("2024-Q2",), "2023"),
        ("and the month before,", ("2025-06",), "2025-05"),
        ("and the day after", ("2025-06-30",), "2025-07-01"),
    ],
)
def test_the_same_part_of_another_year(words: str, named: tuple[str, ...], expected: str) -> None:
    """A period compared with another year's is that part of the other year."""
    assert value(words, named=named) == expected


def test_a_day_of_that_year_is_of_the_year_named() -> None:
    """ "Of that year" says which year a day or season is of."""
    assert value("on Sept. 14 of that year", named=("2011-SU",)) == "2011-09-14"
    assert value("in the spring of that year", named=("2011-12",)) == "2011-SP"


def test_a_quarter_behind_an_owner_is_of_its_year() -> None:
    """ "Last year's third quarter" and "last year's final quarter" are two times of one year."""
    assert [timex.value for timex in resolve("last year's third quarter", Context(THURSDAY))] == ["2024", "2024-Q3"]
    assert [timex.value for timex in resolve("last year's final quarter", Context(THURSDAY))] == ["2024", "2024-Q4"]
    assert [timex.value for timex in resolve("in 1988's second half", Context(THURSDAY))] == ["1988", "1988-H2"]


@pytest.mark.parametrize(
    ("words", "day", "direction", "expected"),
    [
        ("expects first-quarter sales", date(2025, 10, 11), Direction.FUTURE, "2026-Q1"),
        ("expects fourth-quarter sales", date(2025, 1, 11), Direction.FUTURE, "2024-Q4"),
        ("by the fourth quarter", date(2025, 1, 11), Direction.FUTURE, "2025-Q4"),
        ("the fiscal third quarter", date(2025, 4, 24), Direction.PAST, "2025-Q3"),
    ],
)
def test_quarters_that_are_forecast_or_fiscal(words: str, day: date, direction: Direction, expected: str) -> None:
    """A quarter's figures are forecast before it is over, or just behind it; fiscal ones are of the year at hand."""
    assert resolve(words, Context(day, direction))[-1].value == expected


def test_the_year_that_a_result_is_for() -> None:
    """Early in the year, "for the year, profit rose" is of the one before; a forecast never is."""
    february = Context(date(2025, 2, 12), Direction.PAST)
    assert [timex.value for timex in resolve("For the year, profit rose.", february)] == ["2024"]
    assert [timex.value for timex in resolve("It cut its forecast for the year.", february)] == ["2025"]
    assert resolve("for the year ended Dec. 31", february)[0].value == "2024-12-31"
    assert value("during the year", named=("2011-03",)) == "2011"


def test_the_end_of_the_year_is_never_behind_what_is_told() -> None:
    """What will be at the end of the year is so in this one, though the next was named."""
    assert value("by the end of the year", Direction.FUTURE, ("2026-H1",)) == "2025"
    assert value("by the end of the year", Direction.FUTURE, ("2008",)) == "2008"


def test_a_day_that_was_due_may_be_over() -> None:
    """ "Was to open on Tuesday" is told ahead of the day, or a day or two behind it: the anchor is a Thursday."""
    days = {day: value(f"on {day}", Direction.DUE) for day in ("Tuesday", "Friday", "Monday")}
    assert days == {"Tuesday": "2025-07-22", "Friday": "2025-07-25", "Monday": "2025-07-28"}


def test_what_was_earlier_counts_from_no_month_to_come() -> None:
    """ "A week earlier" is before the last day told, though a month to come was named since."""
    assert value("a week earlier", named=("2025-07-18", "2026-01")) == "2025-07-11"
    assert value("a week earlier", named=("2025-07-18", "2025-03")) == "P1W"


def test_a_half_of_anything_else_is_none_of_a_year() -> None:
    """ "The first half of the decade", "of the season" name no months."""
    assert not resolve("in the first half of the decade", Context(THURSDAY, Direction.PAST))


def test_a_decade_later_counts_from_a_decade() -> None:
    """ "A decade later" than the 1960s is the next one."""
    assert value("a decade later", named=("196",)) == "197"


def test_the_quarter_beside_the_last_one_named() -> None:
    """A day named since does not hide the quarter that the figures are of."""
    assert value("the previous quarter", named=("2025-Q4", "2025-04-11")) == "2025-Q3"


def test_an_hour_of_a_market_is_of_the_day_of_publication() -> None:
    """ "By 1145 GMT" is today, whatever day was named before."""
    assert value("by 1145 GMT", named=("2025-07-23",)) == "2025-07-24T11:45"


def test_an_hour_is_on_a_day_that_the_tense_allows() -> None:
    """What happened at two did not happen on the day to come that was named last."""
    assert value("at 2 p.m.", Direction.PAST, ("2025-07-23", "2025-09-01")) == "2025-07-23T14:00"
    assert value("at 2 p.m.", Direction.FUTURE, ("2025-07-23", "2025-09-01")) == "2025-09-01T14:00"


def test_what_lasts_since_an_hour_began_on_the_day_of_publication() -> None:
    """ "Since dawn" is this morning, whatever day was named before."""
    assert value("since dawn", named=("2025-07-21",)) == "2025-07-24TMO"
    assert value("since 9 a.m.", named=("2025-07-21",)) == "2025-07-24T09:00"
    assert value("at 9 a.m.", named=("2025-07-21",)) == "2025-07-21T09:00"


def test_on_a_sunday_last_week_is_the_one_just_over() -> None:
    """The week ends with the Sunday that the paper is of; the next one begins behind it."""
    values = [timex.value for timex in resolve("last week and next week", Context(date(2025, 7, 27)))]
    assert values == ["2025-W30", "2025-W31"]


def test_a_day_without_tense_is_in_the_nearer_year() -> None:
    """Six weeks ahead is nearer than ten months back; with the past tense it is ten months back."""
    assert value("September 13", Direction.UNKNOWN) == "2025-09-13"
    assert value("September 13", Direction.PAST) == "2024-09-13"


def test_a_month_beside_one_that_was_named() -> None:
    """ "The previous May", "the following May" and "May the year before" count from the last date named."""
    context = Context(date(2025, 7, 24), named=("2022-03",))
    values = {words: resolve(words, context)[0].value for words in ("the previous May", "the following May")}
    assert values == {"the previous May": "2021-05", "the following May": "2022-05"}
    assert resolve("in May the year before", context)[0].value == "2021-05"
    assert resolve("that November", Context(date(2025, 7, 24), named=("2023-12", "2005")))[0].value == "2005-11"


def test_a_month_goes_on_from_the_date_of_its_story() -> None:
    """Behind "in 2008" a month is of 2008, behind "May 2019" the next one; none that is still to come."""
    anchor = date(2025, 7, 24)
    assert resolve("in March", Context(anchor, Direction.PAST, story="2008"))[0].value == "2008-03"
    assert resolve("in March", Context(anchor, Direction.PAST, story="2019-05"))[0].value == "2020-03"
    assert resolve("in September", Context(anchor, Direction.PAST, story="2025"))[0].value == "2024-09"
    assert resolve("in September", Context(anchor, Direction.FUTURE, story="2024"))[0].value == "2025-09"


def test_hundreds_are_a_century() -> None:
    """ "The 1900s" are a century, but "the 2000s" the ten years."""
    assert [value(words) for words in ("the 1900s", "the 1990s", "the 2000s")] == ["19", "199", "200"]


def test_the_first_hour_of_two_shares_the_half_of_the_day() -> None:
    """ "Between 7:39 and 7:55 a.m." are two hours."""
    assert [found.begin for found in find_times("between 7:39 and 7:55 a.m. Monday")] == [8, 17]
