using System.Collections.Immutable;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Verification;

/// <summary>
/// Replays the directory's persons and who administers. The history of a person who was imported with the demonstration begins with the
/// first change: only the fields changed since can be compared, and the administration once it has changed.
/// </summary>
internal sealed class PersonReplay : IStateReplay
{
    private readonly Dictionary<Guid, (Dictionary<PersonField, string> Fields, long Version)> replayed = [];
    private readonly Dictionary<Guid, (bool Administers, long Number)> administration = [];

    public void Apply(HistoryEntry entry, ImmutableArray<FieldChange> changes)
    {
        if (entry.Kind is HistoryKind.AdministratorAppointed or HistoryKind.AdministratorDismissed)
            administration[entry.Subject] = (entry.Kind == HistoryKind.AdministratorAppointed, entry.Number);
        if (!entry.Kind.IsOfPersonFields())
            return;
        var fields = replayed.GetValueOrDefault(entry.Subject).Fields ?? [];
        if (changes.Any(c => c.Field == PersonField.Name.Key && c.From.Length == 0))
        {
            fields = PersonValues.Fields.ToDictionary(field => field, field => PersonValues.Empty[field]);
            administration.TryAdd(entry.Subject, (false, entry.Number));
        }

        foreach (var change in changes)
            fields[new(change.Field)] = change.To;
        replayed[entry.Subject] = (fields, entry.Number);
    }

    public async Task<StateDifference?> CompareAsync(
        PortalDb db, OrganisationCode organisation, IReadOnlySet<Guid> erased, CancellationToken cancellationToken)
    {
        var persons = await db.Persons.AsNoTracking().Where(p => p.Organisation == organisation).ToListAsync(cancellationToken);
        foreach (var person in persons.Where(p => !erased.Contains(p.Id)))
        {
            if (!IsAsReplayed(person))
                return new(HistoryFaultKind.WrongPerson, person.Version);
            if (administration.TryGetValue(person.Id, out var administers) && administers.Administers != person.IsLocalAdministrator)
                return new(HistoryFaultKind.WrongAdministrator, administers.Number);
        }

        // A person whose history has not been erased must still be stored.
        var missing = replayed.ExceptBy(persons.Select(p => p.Id).Union(erased), p => p.Key).Select(p => p.Value.Version).ToList();
        return missing.Count > 0 ? new(HistoryFaultKind.WrongPerson, missing[0]) : null;
    }

    private bool IsAsReplayed(Person person)
    {
        var (fields, version) = replayed.GetValueOrDefault(person.Id);
        var values = person.Values;
        return person.Version == version
            && (fields is null || fields.All(f => !PersonValues.Fields.Contains(f.Key) || values[f.Key] == f.Value));
    }
}
