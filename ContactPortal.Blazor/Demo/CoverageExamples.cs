using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;

namespace ContactPortal.Blazor.Demo;

/// <summary>
/// The municipalities that show the agency each state of Dækning in the demonstration (A2): those of western and northern Jutland are in
/// good order but for one example of each gap; the others have gaps by chance.
/// </summary>
internal static class CoverageExamples
{
    private const int FirstInGoodOrder = 700;
    private const int DaysAbsent = 12;

    /// <summary>Samsø, where nobody answers for Resultatdata.</summary>
    public static OrganisationCode NobodyResponsible { get; } = new(741);

    /// <summary>Norddjurs, where a contact has left.</summary>
    public static OrganisationCode ContactLeft { get; } = new(707);

    /// <summary>Odder, whose newest deliveries of Resultatdata are missing.</summary>
    public static OrganisationCode DeliveryLate { get; } = new(727);

    private static readonly OrganisationCode MailsComeBack = new(773);
    private static readonly OrganisationCode Absent = new(787);
    private static readonly OrganisationCode LacksRight = new(779);

    /// <summary>Whether all contacts of the municipality hold the right, and its deliveries come in time.</summary>
    public static bool IsInGoodOrder(OrganisationCode organisation) =>
        organisation.Value >= FirstInGoodOrder && organisation != LacksRight
        && !Personas.All.Any(p => p.Organisations.Contains(organisation));

    /// <summary>Stores what no command of the plans makes: an address whose mails come back, and an absence of these days.</summary>
    public static async Task StoreAsync(PortalDatabase database, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var clock = new DemonstrationClock(now);
        var loader = new SnapshotLoader(database, clock);
        var bouncing = (await loader.LoadAsync(MailsComeBack, cancellationToken)).Active[0];
        await new PastBounces(database).MarkAsync(MailsComeBack, bouncing.Values.Email, now.AddDays(-1), cancellationToken);

        var (contacts, today) = ((await loader.LoadAsync(Absent, cancellationToken)).Active, DanishCalendar.Of(now));
        await new AbsenceService(database, clock).AddAsync(
            new(contacts[1].PersonId, contacts[1].Values.Name, Absent, Role.Staff), contacts[0].Id, today.AddDays(-2),
            today.AddDays(DaysAbsent), contacts[1].Id, cancellationToken);
    }
}
