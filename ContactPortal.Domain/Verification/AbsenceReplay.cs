using System.Collections.Immutable;
using System.Globalization;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Verification;

/// <summary>Replays the absences (K19). Those of one contact never overlap, so their days tell them apart.</summary>
internal sealed class AbsenceReplay : IStateReplay
{
    // The substitute's id is null in entries of former versions, which recorded the name alone.
    private readonly Dictionary<(Guid Contact, string From, string Until), (Guid? Substitute, long Number)> replayed = [];

    public void Apply(HistoryEntry entry, ImmutableArray<FieldChange> changes)
    {
        if (entry.Kind is not (HistoryKind.AbsenceAdded or HistoryKind.AbsenceRemoved))
            return;
        string? Value(string field) => changes.FirstOrDefault(c => c.Field == field)?.To;
        var key = (entry.Subject, Value(AbsenceService.From) ?? "", Value(AbsenceService.Until) ?? "");
        if (entry.Kind == HistoryKind.AbsenceAdded)
            replayed[key] = (Guid.TryParse(Value(AbsenceService.SubstituteId), out var id) ? id : null, entry.Number);
        else
            replayed.Remove(key);
    }

    public async Task<StateDifference?> CompareAsync(
        PortalDb db, OrganisationCode organisation, IReadOnlySet<Guid> erased, CancellationToken cancellationToken)
    {
        var stored = await db.Absences.AsNoTracking().Where(a => a.Organisation == organisation).ToListAsync(cancellationToken);
        foreach (var absence in stored.Where(a => !erased.Contains(a.ContactId)))
        {
            if (!replayed.Remove((absence.ContactId, Of(absence.From), Of(absence.Until)), out var expected))
                return new(HistoryFaultKind.WrongAbsence, 0);
            if (expected.Substitute is { } substitute && substitute != absence.SubstituteId)
                return new(HistoryFaultKind.WrongAbsence, expected.Number);
        }

        var missing = replayed.Where(r => !erased.Contains(r.Key.Contact)).Select(r => r.Value.Number).ToList();
        return missing.Count > 0 ? new(HistoryFaultKind.WrongAbsence, missing[0]) : null;
    }

    private static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
