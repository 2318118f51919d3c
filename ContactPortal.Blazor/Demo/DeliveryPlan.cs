using System.Collections.Immutable;
using Bogus;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Text;

namespace ContactPortal.Blazor.Demo;

/// <summary>A delivery that arrives at that moment.</summary>
internal sealed record PlannedDelivery(DateTimeOffset At, ReportedDelivery Delivery);

/// <summary>
/// A municipality's deliveries of the last periods in the demonstration: errors that stand, are mended, and are new, and one delivery that is
/// missing. Pure: the same for the same day, on every machine.
/// </summary>
internal sealed record DeliveryPlan
{
    private const int Periods = 11;
    private const int MaxErrors = 14;
    private const float ShareResolved = 0.6f;
    private const int DaysLate = 6;

    // The next newest period: its delivery is overdue on every day, whichever day of the month it was due on.
    private const int MissingAt = 2;

    private static readonly ImmutableArray<string> Types = ["AMFORA", "RAADIGHED", "RESULTAT"];

    private static readonly ImmutableArray<(string Code, string Text, string Field)> ErrorKinds =
    [
        ("A12", "Slutdato ligger før startdato", "slutdato"),
        ("A31", "Aktivitetskoden findes ikke", "aktivitet"),
        ("B07", "Borgeren har to samtidige forløb", "forløb"),
        ("B22", "Ydelsen mangler en periode", "ydelse"),
        ("C03", "Feltet skal være udfyldt", "målgruppe"),
        ("C18", "Timetal over 37 om ugen", "timer"),
    ];

    /// <summary>The municipalities that have deliveries: those of the personas.</summary>
    public static ImmutableArray<OrganisationCode> Organisations { get; } =
        [.. Personas.All.SelectMany(p => p.Organisations).Where(o => o != OrganisationCode.Agency).Distinct()];

    /// <summary>The deliveries in the order in which they are stored: one type after the other, the oldest first.</summary>
    public required ImmutableArray<PlannedDelivery> Deliveries { get; init; }

    /// <summary>The plan of a municipality for a demonstration that is made at that moment.</summary>
    public static DeliveryPlan Of(OrganisationCode organisation, DateTimeOffset now)
    {
        var random = new Randomizer(organisation.Value);
        var newest = NewestPeriod(DanishCalendar.Of(now));
        return new() { Deliveries = [.. Types.SelectMany(type => Of(organisation, type, newest, random))] };
    }

    /// <summary>The newest period of which everything has arrived on that day.</summary>
    private static Period NewestPeriod(DateOnly today) => Period.Of(today).Plus(today.Day > DaysLate + 1 ? -1 : -2);

    private static IEnumerable<PlannedDelivery> Of(OrganisationCode organisation, string type, Period newest, Randomizer random)
    {
        var standing = new List<ReportedError>();
        for (var back = Periods; back >= 1; back--)
        {
            var period = newest.Plus(1 - back);
            standing.RemoveAll(_ => random.Bool(ShareResolved));
            standing.AddRange(Enumerable.Range(0, random.Int(0, MaxErrors / 2)).Select(_ => CreateError(random)));
            if (back == MissingAt && type == Types[^1])
                continue;

            var opens = new DateTimeOffset(period.Plus(1).FirstDay.ToDateTime(new(9, 30)), TimeSpan.Zero);
            yield return new(
                opens.AddDays(random.Int(1, DaysLate)),
                new(organisation.Value, type, period.ToString(), $"{type}-{organisation}-{period}", random.Int(300, 4000), [.. standing]));
        }
    }

    private static ReportedError CreateError(Randomizer random)
    {
        var (code, text, field) = random.ArrayElement([.. ErrorKinds]);
        return new(code, text, field, random.Int(1, 4000), $"sag-{random.Int(1000, 9999)}");
    }
}
