using System.Collections.Immutable;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Verification;

/// <summary>Replays who holds the right (U1).</summary>
internal sealed class GrantReplay : IStateReplay
{
    private readonly Dictionary<Guid, (bool Holds, long Number)> replayed = [];

    public void Apply(HistoryEntry entry, ImmutableArray<FieldChange> changes)
    {
        if (entry.Kind is HistoryKind.RightGranted or HistoryKind.RightWithdrawn)
            replayed[entry.Subject] = (entry.Kind == HistoryKind.RightGranted, entry.Number);
    }

    public async Task<StateDifference?> CompareAsync(
        PortalDb db, OrganisationCode organisation, IReadOnlySet<Guid> erased, CancellationToken cancellationToken)
    {
        var stored = await db.Grants.AsNoTracking().OfTassOpfoelgningIn(organisation).Select(g => g.PersonId).ToHashSetAsync(cancellationToken);
        foreach (var person in stored.Union(replayed.Keys).Where(id => !erased.Contains(id)))
        {
            var (holds, number) = replayed.GetValueOrDefault(person);
            if (holds != stored.Contains(person))
                return new(HistoryFaultKind.WrongGrant, number);
        }

        return null;
    }
}
