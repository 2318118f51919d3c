using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Imports;

/// <summary>Writes the persons of a file with their history, in the command's transaction.</summary>
internal sealed class PersonImportWriter(
    PortalDb db, HistoryWriter history, OrganisationCode organisation, IReadOnlyCollection<Person> persons, string source)
{
    private readonly Dictionary<Guid, Person> byId = persons.ToDictionary(p => p.Id);

    // As it was before the file: a plan gives no identifier to one person that another had.
    private readonly ILookup<string, PersonIdentifier> open =
        persons.SelectMany(p => p.Identifiers).Where(i => i.Until is null).ToLookup(i => i.Value, StringComparer.Ordinal);

    /// <summary>Whether the person of the step is a local administrator now.</summary>
    public bool IsAdministrator(PersonImportStep step) => step.PersonId is { } id && byId[id].IsLocalAdministrator;

    /// <summary>
    /// Forgets what has been saved. Otherwise each save would compare everything that was written before, and 10,000 persons would take
    /// twice as long.
    /// </summary>
    public void Detach()
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.Entity is Person or PersonIdentifier or HistoryEntry).ToList())
            entry.State = EntityState.Detached;
        db.ChangeTracker.AutoDetectChangesEnabled = true;
    }

    /// <summary>Applies the step and appends the history entry; returns the person.</summary>
    public Person Write(PersonImportStep step)
    {
        var person = step.PersonId is { } id
            ? db.Persons.Attach(byId[id]).Entity
            : db.Persons.Add(new()
            {
                Organisation = organisation, Id = Guid.CreateVersion7(history.Timestamp), Name = "", Email = "",
                CreatedAt = history.Timestamp,
            }).Entity;
        PersonUpdates.Apply(
            person, step.After, history.Timestamp,
            [.. person.Identifiers.SelectMany(i => open[i.Value]).Where(i => i.PersonId != person.Id)]);
        person.Version = history.NextNumber;
        history.Append(
            person.Id, step.Kind, Guid.NewGuid(), FieldChanges.WithSource(PersonUpdates.ChangesOf(step.Before, person.Values), source));
        return person;
    }
}
