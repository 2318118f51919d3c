using System.Collections.Immutable;
using Bogus;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Text;

namespace ContactPortal.Blazor.Demo;

/// <summary>A delivery and the time it is received.</summary>
internal sealed record PlannedDelivery(DateTimeOffset At, ReportedDelivery Delivery);

/// <summary>
/// A municipality's deliveries of the latest periods in the demonstration, with new, persisting and resolved errors, and one delivery
/// missing. Deterministic: the same for the same day on every machine.
/// </summary>
internal sealed record DeliveryPlan
{
    private const int Periods = 11;
    private const int MaxErrors = 14;
    private const float ShareResolved = 0.6f;
    private const int DaysLate = 6;
    private const int RecentPeriods = 3;
    private const int RecentRecords = 800;

    // The second newest period: its delivery is overdue whatever the day of the month.
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

    /// <summary>The municipalities with deliveries: those of the personas.</summary>
    public static ImmutableArray<OrganisationCode> Organisations { get; } =
        [.. Personas.All.SelectMany(p => p.Organisations).Where(o => o != OrganisationCode.Agency).Distinct()];

    /// <summary>The deliveries in the order in which they are stored: by type, the oldest first.</summary>
    public required ImmutableArray<PlannedDelivery> Deliveries { get; init; }

    /// <summary>The plan of a municipality for a demonstration created at that time.</summary>
    public static DeliveryPlan Of(OrganisationCode organisation, DateTimeOffset now)
    {
        var random = new Randomizer(organisation.Value);
        var newest = NewestPeriod(DanishCalendar.Of(now));
        return new() { Deliveries = [.. Types.SelectMany(type => Of(organisation, type, newest, random))] };
    }

    /// <summary>
    /// The newest deliveries of a municipality that has no persona: without errors, and as many as the agency's coverage chases.
    /// </summary>
    public static DeliveryPlan RecentOf(OrganisationCode organisation, DateTimeOffset now)
    {
        var newest = NewestPeriod(DanishCalendar.Of(now));
        return new()
        {
            Deliveries =
            [
                .. from type in Types
                   where organisation != CoverageExamples.DeliveryLate || type != Types[^1]
                   from back in Enumerable.Range(0, RecentPeriods).Reverse()
                   let period = newest.Plus(-back)
                   select new PlannedDelivery(
                       new DateTimeOffset(period.Plus(1).FirstDay.ToDateTime(new(9, 30)), TimeSpan.Zero).AddDays(1),
                       new(organisation.Value, type, period.ToString(), $"{type}-{organisation}-{period}", RecentRecords, [])),
            ],
        };
    }

    /// <summary>The newest period whose deliveries have all been received by that day.</summary>
    private static Period NewestPeriod(DateOnly today) => Period.Of(today).Plus(today.Day > DaysLate + 1 ? -1 : -2);

    private static IEnumerable<PlannedDelivery> Of(OrganisationCode organisation, string type, Period newest, Randomizer random)
    {
        var persisting = new List<ReportedError>();
        for (var back = Periods; back >= 1; back--)
        {
            var period = newest.Plus(1 - back);
            persisting.RemoveAll(_ => random.Bool(ShareResolved));
            persisting.AddRange(Enumerable.Range(0, random.Int(0, MaxErrors / 2)).Select(_ => CreateError(random)));
            if (back == MissingAt && type == Types[^1])
                continue;

            var opens = new DateTimeOffset(period.Plus(1).FirstDay.ToDateTime(new(9, 30)), TimeSpan.Zero);
            yield return new(
                opens.AddDays(random.Int(1, DaysLate)),
                new(
                    organisation.Value, type, period.ToString(), $"{type}-{organisation}-{period}", random.Int(300, 4000),
                    [.. persisting]));
        }
    }

    private static ReportedError CreateError(Randomizer random)
    {
        var (code, text, field) = random.ArrayElement([.. ErrorKinds]);
        return new(code, text, field, random.Int(1, 4000), $"sag-{random.Int(1000, 9999)}");
    }
}
