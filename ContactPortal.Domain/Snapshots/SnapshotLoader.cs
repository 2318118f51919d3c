using System.Collections.Frozen;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Storage;
using ContactPortal.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Snapshots;

/// <summary>Loads snapshots from the database.</summary>
public sealed class SnapshotLoader(PortalDatabase database, TimeProvider clock) : ISnapshotLoader
{
    /// <inheritdoc />
    public async Task<OrganisationSnapshot> LoadAsync(OrganisationCode organisation, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAsync(organisation, cancellationToken);

        // The number is read first: a change between the reads makes the snapshot newer than its number, which costs one more load;
        // the other way round the change would be missed.
        var number = (await SnapshotQueries.Number.ExecuteAsync(db, organisation, cancellationToken)).SingleOrDefault();
        var contacts = await SnapshotQueries.Contacts.ExecuteAsync(db, organisation, cancellationToken);
        var deliveries = await SnapshotQueries.Deliveries.ExecuteAsync(db, organisation, cancellationToken);
        var absences = await SnapshotQueries.AbsencesFrom.For(db)(db, organisation, DanishCalendar.Of(clock.GetUtcNow()))
            .ToListAsync(cancellationToken);
        var foreignDomains = await ContactEmailDomains.FindUnknownAsync(db, organisation, contacts, cancellationToken);
        var persons = await LoadPersonTasksAsync(db, organisation, cancellationToken);
        return new(
            organisation,
            number,
            [.. await SnapshotQueries.DeliveryTypes.ExecuteAsync(db, organisation, cancellationToken)],
            [.. contacts.Select(c => ContactView.Of(c) with
                {
                    HolderLeft = persons.LeftAt(c.PersonId),
                    HasForeignDomain = foreignDomains.Contains(EmailAddress.DomainOf(c.Email)),
                })
                .OrderBy(c => c.Values.Name, DanishCollation.Names).ThenBy(c => c.Id)],
            await LoadRightsAsync(db, organisation, cancellationToken),
            [.. deliveries.Select(
                d => new DeliverySummary(d.Number, d.Type, d.Period, d.ReceivedAt, d.Records, d.Errors, d.New, d.Resolved))],
            [.. absences.OrderBy(a => a.From)],
            [.. await SnapshotQueries.Bounces.ExecuteAsync(db, organisation, cancellationToken)],
            await SnapshotQueries.UnaddressedMails.For(db)(db, organisation, cancellationToken),
            persons);
    }

    private static async Task<PersonTasks> LoadPersonTasksAsync(
        PortalDb db, OrganisationCode organisation, CancellationToken cancellationToken)
    {
        var left = await SnapshotQueries.PersonsWhoLeft.ExecuteAsync(db, organisation, cancellationToken);
        var requests = await SnapshotQueries.AccessRequests.ExecuteAsync(db, organisation, cancellationToken);
        var candidates = requests.Exists(r => r.CandidateId is not null)
            ? (await SnapshotQueries.RequestCandidates.ExecuteAsync(db, organisation, cancellationToken))
                .ToDictionary(p => p.Id, PersonEntry.Of)
            : [];
        return new(
            [.. left.Select(p => (p.Id, p.LeftAt!.Value))],
            [.. requests.Select(r => new AccessTask(r, r.CandidateId is { } id ? candidates.GetValueOrDefault(id) : null))],
            [.. await SnapshotQueries.HeldLeavings.ExecuteAsync(db, organisation, cancellationToken)]);
    }

    private static async Task<RightsSnapshot> LoadRightsAsync(
        PortalDb db, OrganisationCode organisation, CancellationToken cancellationToken)
    {
        var holders = await SnapshotQueries.Holders.ExecuteAsync(db, organisation, cancellationToken);
        var requests = await SnapshotQueries.Requests.ExecuteAsync(db, organisation, cancellationToken);
        var administrators = await SnapshotQueries.Administrators.ExecuteAsync(db, organisation, cancellationToken);
        return new(
            [
                .. holders.OrderBy(h => h.Person.Name, DanishCollation.Names).Select(h => new RightsHolder(
                    ToView(h.Person), h.Grant.GrantedAt, h.Grant.GrantedBy, h.Grant.FormerContactSince, h.Grant.KeptBecause)),
            ],
            [
                .. requests.Select(r => new RightsRequestView(
                    r.Request.Id, ToView(r.Person), r.Request.AskedAt, r.Request.AnsweredAt, r.Request.AnsweredBy,
                    r.Request.RefusedBecause)),
            ],
            [.. administrators.OrderBy(p => p.Name, DanishCollation.Names).Select(ToView)],
            [.. await SnapshotQueries.CompletedTasks.ExecuteAsync(db, organisation, cancellationToken)]);
    }

    private static PersonView ToView(Person person) => new(person.Id, person.Rid.Digits, person.Name, person.LeftAt, person.Email);

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<OrganisationCode, long>> GetVersionsAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenReadAllAsync(cancellationToken);
        var heads = await db.Heads.Select(h => new { h.Organisation, h.Number }).ToListAsync(cancellationToken);
        return heads.ToFrozenDictionary(h => h.Organisation, h => h.Number);
    }
}
