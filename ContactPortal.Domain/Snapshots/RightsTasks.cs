using System.Collections.Immutable;
using ContactPortal.Domain.Rights;

namespace ContactPortal.Domain.Snapshots;

/// <summary>The tasks of local administrators, derived from the snapshot of their organisation (U3).</summary>
public static class RightsTasks
{
    /// <summary>
    /// The tasks of an organisation, the longest waiting first within each kind. They are derived from the snapshot, so none is left
    /// over and none has to be closed manually, except those about rights granted elsewhere (U4).
    /// </summary>
    public static ImmutableArray<RightsTask> In(OrganisationSnapshot snapshot)
    {
        var rights = snapshot.Rights;
        var open = rights.OpenRequests.ToDictionary(r => r.Person.Id);
        var lacking = snapshot.Active
            .Where(c => c.HolderLeft is null && !rights.Holds(c.PersonId))
            .Select(c => new RightsTask(
                RightsTaskKind.Lacks, new(c.PersonId, c.Values.Rid, c.Values.Name), c.HeldSince, open.GetValueOrDefault(c.PersonId)))
            .OrderBy(t => t.Since)
            .ToImmutableArray();
        var contacts = snapshot.Active.Select(c => c.PersonId).ToHashSet();
        var asking = rights.OpenRequests
            .Where(r => !contacts.Contains(r.Person.Id))
            .Select(r => new RightsTask(RightsTaskKind.Asks, r.Person, r.AskedAt, r));
        var leftOver = rights.Holders
            .Where(h => h is { FormerContactSince: not null, KeptBecause: null, Person.LeftAt: null } && !contacts.Contains(h.Person.Id))
            .OrderBy(h => h.FormerContactSince)
            .Select(h => new RightsTask(RightsTaskKind.StillHolds, h.Person, h.FormerContactSince!.Value, Request: null));
        var left = rights.Holders
            .Where(h => h is { Person.LeftAt: not null, KeptBecause: null })
            .OrderBy(h => h.Person.LeftAt)
            .Select(h => new RightsTask(RightsTaskKind.HasLeft, h.Person, h.Person.LeftAt!.Value, Request: null));
        return [.. lacking.Concat(asking).Concat(leftOver).Concat(left).Where(task => !rights.IsCompleted(task))];
    }
}
