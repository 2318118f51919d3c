using System.Collections.Concurrent;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Snapshots;

/// <summary>
/// Caches the searchable persons of each organisation (K10), shared by all pages of the process. They are loaded when somebody searches,
/// and again only when a person has changed: contacts change far more often.
/// </summary>
public sealed class PersonIndexCache(PortalDatabase database)
{
    private static readonly CompiledQuery<Func<PortalDb, OrganisationCode, CancellationToken, Task<PersonIndexState>>> StateOf = new(() =>
        EF.CompileAsyncQuery((PortalDb db, OrganisationCode organisation, CancellationToken cancellationToken) =>
            db.Persons.Where(p => p.Organisation == organisation)
                .GroupBy(p => p.Organisation)
                .Select(g => new PersonIndexState(g.Count(), g.Max(p => p.Version)))
                .SingleOrDefault()));

    private static readonly SnapshotQuery<PersonRow> Persons = new((db, organisation) =>
        db.Persons.Where(p => p.Organisation == organisation)
            .Select(p => new PersonRow(p.Id, p.Name, p.Email, p.LeftAt != null)));

    private static readonly SnapshotQuery<IdentifierRow> Identifiers = new((db, organisation) =>
        db.PersonIdentifiers
            .Where(i => i.Organisation == organisation && i.Until == null
                && (i.Kind == PersonIdentifierKind.Rid || i.Kind == PersonIdentifierKind.ProfessionalUuid))
            .Select(i => new IdentifierRow(i.PersonId, i.Kind, i.Value)));

    private readonly ConcurrentDictionary<OrganisationCode, SharedSnapshot<PersonIndex>> indexes = [];

    /// <summary>
    /// The persons of the actor's organisation with all changes until now. Empty if the actor may not edit its contacts: nobody else needs
    /// to choose among its persons.
    /// </summary>
    public async Task<PersonIndex> CurrentAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.May(Actions.EditContacts))
            return PersonIndex.Empty;

        var shared = indexes.GetOrAdd(
            actor.Organisation, organisation => new(() => LoadAsync(organisation), _ => { }));
        return shared.Current is { } current && current.State == await ReadStateAsync(actor.Organisation, cancellationToken)
            ? current
            : await shared.RefreshAsync().WaitAsync(cancellationToken);
    }

    private async Task<PersonIndexState> ReadStateAsync(OrganisationCode organisation, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAsync(organisation, cancellationToken);
        return await StateOf.For(db)(db, organisation, cancellationToken);
    }

    private async Task<PersonIndex> LoadAsync(OrganisationCode organisation)
    {
        await using var db = await database.OpenReadAsync(organisation, CancellationToken.None);

        // Read first: a change between the reads costs one more load; the other way round it would be missed.
        var state = await StateOf.For(db)(db, organisation, CancellationToken.None);
        var persons = await Persons.ExecuteAsync(db, organisation, CancellationToken.None);
        var keys = (await Identifiers.ExecuteAsync(db, organisation, CancellationToken.None))
            .GroupBy(i => i.PersonId)
            .ToDictionary(g => g.Key, g => (g.FirstOrDefault(i => i.Kind == PersonIdentifierKind.Rid) ?? g.First()).Value);
        return new(state, persons.Select(p => new FoundPerson(
            p.Id, keys.GetValueOrDefault(p.Id) ?? IdentifierText.Of(p.Id), p.Name, p.Email, p.HasLeft)));
    }

    private sealed record PersonRow(Guid Id, string Name, string Email, bool HasLeft);

    private sealed record IdentifierRow(Guid PersonId, PersonIdentifierKind Kind, string Value);
}
