using System.Collections.Immutable;
using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Tests.Agency;

/// <summary>Municipalities of the agency's snapshot, without a database.</summary>
internal static class AgencyParts
{
    /// <summary>The day that they are judged by.</summary>
    public static readonly DateOnly Day = new(2026, 3, 2);

    /// <summary>The three types.</summary>
    public static readonly ImmutableArray<DeliveryType> Types =
        [new(Amfora, "AMFORA", 1), new(Raadighed, "Rådighedsdata", 2), new(Resultat, "Resultatdata", 3)];

    /// <summary>A snapshot of Aarhus with these contacts, who all hold the right, and an administrator.</summary>
    public static OrganisationSnapshot ASnapshot(params ImmutableArray<ContactView> contacts) => new(
        Aarhus, 1, Types, contacts, RightsOf(contacts), [], [], [], 0);

    /// <summary>The same in another municipality, or with absences, marked addresses, deliveries or other rights.</summary>
    public static OrganisationSnapshot With(
        this OrganisationSnapshot snapshot, OrganisationCode? organisation = null, RightsSnapshot? rights = null,
        ImmutableArray<DeliverySummary>? deliveries = null, ImmutableArray<Absence>? absences = null,
        ImmutableArray<AddressBounce>? bounces = null) => new(
            organisation ?? snapshot.Organisation, snapshot.Version, Types, snapshot.Contacts, rights ?? snapshot.Rights,
            deliveries ?? [], absences ?? [], bounces ?? [], 0);

    /// <summary>The municipality as a part of the agency's snapshot.</summary>
    public static AgencyPart Part(
        this OrganisationSnapshot snapshot, AgencyPart? former = null, CalendarOptions? calendar = null, DateOnly? day = null) =>
        AgencyPart.Of(Municipalities.Find(snapshot.Organisation)!, snapshot, calendar ?? new(), day ?? Day, former);

    /// <summary>The rights of contacts who all hold TASS Opfølgning, with an administrator.</summary>
    public static RightsSnapshot RightsOf(IEnumerable<ContactView> contacts) => new(
        [.. contacts.Select(c => new RightsHolder(
            new(c.PersonId, c.Values.Rid, c.Values.Name, null, c.Values.Email), DateTimeOffset.UnixEpoch, "Birthe Lund", null, null))],
        [], [new(Guid.NewGuid(), "10000003", "Birthe Lund", null, "bl@aarhus.example")], []);
}
