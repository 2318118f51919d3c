using System.Collections.Immutable;
using Bogus;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Blazor.Demo;

/// <summary>Deliveries of the last periods for the personas' municipalities: errors that stand, are mended, and are new.</summary>
internal sealed class DemonstrationDeliveries(PortalStore store, TimeProvider now)
{
    private const int Periods = 11;
    private const int MostErrors = 14;
    private const float ShareMended = 0.6f;
    private const int DaysLate = 6;

    private static readonly ImmutableArray<string> Types = ["AMFORA", "RAADIGHED", "RESULTAT"];

    private static readonly ImmutableArray<(string Code, string Text, string Field)> Faults =
    [
        ("A12", "Slutdato ligger før startdato", "slutdato"),
        ("A31", "Aktivitetskoden findes ikke", "aktivitet"),
        ("B07", "Borgeren har to samtidige forløb", "forløb"),
        ("B22", "Ydelsen mangler en periode", "ydelse"),
        ("C03", "Feltet skal være udfyldt", "målgruppe"),
        ("C18", "Timetal over 37 om ugen", "timer"),
    ];

    public async Task FillAsync(CancellationToken stop)
    {
        var places = Personas.All.SelectMany(p => p.Organisations).Where(o => o != OrganisationCode.Agency).Distinct();
        var current = Period.Of(DateOnly.FromDateTime(now.GetUtcNow().DateTime));
        foreach (var organisation in places)
        {
            var random = new Randomizer(organisation.Value);
            foreach (var type in Types)
                await FillAsync(organisation, type, current, random, stop);
        }
    }

    private async Task FillAsync(OrganisationCode organisation, string type, Period current, Randomizer random, CancellationToken stop)
    {
        var standing = new List<ReportedError>();
        for (var back = Periods; back >= 1; back--)
        {
            var period = current.Plus(-back);
            standing.RemoveAll(_ => random.Bool(ShareMended));
            standing.AddRange(Enumerable.Range(0, random.Int(0, MostErrors / 2)).Select(_ => AnError(random)));

            // The newest of one type is left out, so that the picture shows what a missing delivery looks like.
            if (back == 1 && type == Types[^1])
                continue;

            var clock = new DemonstrationClock(new(period.Plus(1).FirstDay.ToDateTime(new(9, 30)), TimeSpan.Zero));
            clock.Advance(TimeSpan.FromDays(random.Int(1, DaysLate)));
            var delivery = new ReportedDelivery(
                organisation.Value, type, period.ToString(), $"{type}-{organisation}-{period}", random.Int(300, 4000), [.. standing]);
            var outcome = await new DeliveryIntake(store, Outbox.Closed, clock).TakeAsync(delivery, "Demonstration", stop);
            if (outcome is not (IntakeOutcome.Stored or IntakeOutcome.Known))
                throw new InvalidOperationException($"The demonstration's delivery {delivery.DeliveryId} was answered with {outcome}.");
        }
    }

    private static ReportedError AnError(Randomizer random)
    {
        var (code, text, field) = random.ArrayElement([.. Faults]);
        return new(code, text, field, random.Int(1, 4000), $"sag-{random.Int(1000, 9999)}");
    }
}
