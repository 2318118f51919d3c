using ContactPortal.Domain.Deliveries;
using CsCheck;

namespace ContactPortal.Tests.Deliveries;

public sealed class PeriodTests
{
    private static readonly Gen<Period> Any = Gen.Select(Gen.Int[2000, 2999], Gen.Int[1, 12], (year, month) => new Period(year, month));

    [Theory]
    [InlineData("2026-11", 2026, 11)]
    [InlineData("2000-01", 2000, 1)]
    [InlineData("2999-12", 2999, 12)]
    public void Month_AsItIsWritten_IsRead(string text, int year, int month) => Assert.Equal(new Period(year, month), Period.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-13")]
    [InlineData("2026-00")]
    [InlineData("2026-1")]
    [InlineData("26-01")]
    [InlineData("1999-12")]
    [InlineData("3000-01")]
    [InlineData("2026-01-01")]
    [InlineData("202601")]
    [InlineData(" 2026-01")]
    [InlineData("2026-01\n")]
    [InlineData("\u0662\u0660\u0662\u0666-\u0660\u0661")]
    public void AnythingElse_IsNoMonth(string? text) => Assert.Null(Period.Parse(text));

    [Fact]
    public void AnyPeriod_WrittenAndRead_IsTheSame() => Any.Sample(period => Assert.Equal(period, Period.Parse(period.ToString())));

    [Fact]
    public void AnyTwoPeriods_AreOrderedAsTheirFirstDays() => Gen.Select(Any, Any).Sample((one, other) =>
    {
        Assert.Equal(Math.Sign(one.FirstDay.CompareTo(other.FirstDay)), Math.Sign(one.CompareTo(other)));
        Assert.Equal(one.FirstDay < other.FirstDay, one < other);
        Assert.Equal(one.FirstDay > other.FirstDay, one > other);
        Assert.Equal(one.FirstDay <= other.FirstDay, one <= other);
        Assert.Equal(one.FirstDay >= other.FirstDay, one >= other);
    });

    [Fact]
    public void AnyPeriod_SomeMonthsOn_IsTheMonthOfThatDay() =>
        Gen.Select(Any, Gen.Int[-600, 600]).Sample(
            (period, months) => Assert.Equal(Period.Of(period.FirstDay.AddMonths(months)), period.Plus(months)));
}
