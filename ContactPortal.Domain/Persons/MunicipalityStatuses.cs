using System.Collections.Immutable;
using ContactPortal.Domain.Access;

namespace ContactPortal.Domain.Persons;

/// <summary>The statuses of all municipalities at one moment, and who may see them (P6).</summary>
/// <param name="Changes">The number of changes, of all organisations together, that are certainly included.</param>
/// <param name="AgencyPersons">The UUIDs of the agency's persons, without those who have left.</param>
/// <param name="All">The statuses, those without an administrator first, then by name in Danish order.</param>
public sealed record MunicipalityStatuses(
    long Changes, ImmutableHashSet<Guid> AgencyPersons, ImmutableArray<MunicipalityStatus> All)
{
    /// <summary>The statuses that the actor may see: all of them for a person of the agency, else none.</summary>
    public ImmutableArray<MunicipalityStatus> For(Actor actor) =>
        actor.May(Actions.InviteAdministrators) && AgencyPersons.Contains(actor.PersonId) ? All : [];
}
