using System.Collections.Immutable;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Domain.Agency;

/// <summary>One municipality of the agency's snapshot.</summary>
/// <param name="Snapshot">The municipality's own snapshot that it was made from.</param>
/// <param name="Coverage">Its coverage (A2).</param>
/// <param name="Contacts">Its active contacts, by name in Danish order (A1).</param>
public sealed record AgencyPart(OrganisationSnapshot Snapshot, MunicipalityCoverage Coverage, ImmutableArray<ListedContact> Contacts)
{
    /// <summary>The municipality on that day; contacts and coverage that look as before are kept as instances.</summary>
    public static AgencyPart Of(
        Organisation municipality, OrganisationSnapshot snapshot, CalendarOptions calendar, DateOnly today, AgencyPart? former)
    {
        var before = former?.Contacts.ToDictionary(c => c.Contact.Id);
        ImmutableArray<ListedContact> contacts =
        [
            .. snapshot.Active.Select(contact =>
            {
                var listed = ListedContact.Of(municipality, snapshot, contact, today);
                return before?.GetValueOrDefault(contact.Id) is { } known && known.LooksLike(listed) ? known : listed;
            }),
        ];
        var coverage = MunicipalityCoverage.Of(municipality, snapshot, contacts, calendar, today);
        return new(snapshot, coverage == former?.Coverage ? former.Coverage : coverage, contacts);
    }
}
