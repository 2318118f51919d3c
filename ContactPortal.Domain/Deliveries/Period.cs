using System.Globalization;

namespace ContactPortal.Domain.Deliveries;

/// <summary>The month that a delivery covers, written "2026-11".</summary>
public readonly record struct Period(int Year, int Month) : IComparable<Period>
{
    /// <summary>The length of its text, in characters.</summary>
    public const int Length = 7;

    private const int MonthsAYear = 12;
    private const int FirstYear = 2000;
    private const int LastYear = 2999;
    private const string Form = "yyyy-MM";

    private int Index => (Year * MonthsAYear) + Month - 1;

    /// <summary>The month of a day.</summary>
    public static Period Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>Parses "2026-11", of the years 2000-2999; null when invalid.</summary>
    public static Period? Parse(string? text) =>
        DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
        && first.Year is >= FirstYear and <= LastYear
            ? Of(first)
            : null;

    /// <summary>The month that many months later, or earlier when negative.</summary>
    public Period Plus(int months) => new((Index + months) / MonthsAYear, ((Index + months) % MonthsAYear) + 1);

    /// <summary>The first day of the month.</summary>
    public DateOnly FirstDay => new(Year, Month, 1);

    /// <inheritdoc />
    public int CompareTo(Period other) => Index.CompareTo(other.Index);

    /// <summary>Whether the left month comes before the right one.</summary>
    public static bool operator <(Period left, Period right) => left.Index < right.Index;

    /// <summary>Whether the left month comes after the right one.</summary>
    public static bool operator >(Period left, Period right) => left.Index > right.Index;

    /// <summary>Whether the left month is the right one or comes before it.</summary>
    public static bool operator <=(Period left, Period right) => left.Index <= right.Index;

    /// <summary>Whether the left month is the right one or comes after it.</summary>
    public static bool operator >=(Period left, Period right) => left.Index >= right.Index;

    /// <summary>The month as "2026-11".</summary>
    public override string ToString() => FirstDay.ToString(Form, CultureInfo.InvariantCulture);
}
