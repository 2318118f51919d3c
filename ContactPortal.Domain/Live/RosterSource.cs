using System.Collections.Frozen;
using System.Collections.Immutable;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Live;

/// <summary>Where rosters come from: the database, or a test's own hand.</summary>
public interface IRosterSource
{
    /// <summary>Reads an organisation's roster.</summary>
    Task<ContactRoster> LoadAsync(OrganisationCode organisation, CancellationToken stop);

    /// <summary>Reads the number of each organisation's newest change; one that has had none is missing.</summary>
    Task<IReadOnlyDictionary<OrganisationCode, long>> NumbersAsync(CancellationToken stop);
}

/// <summary>Rosters from the database.</summary>
public sealed class RosterSource(PortalStore store, TimeProvider clock) : IRosterSource
{
    private const int MostDeliveries = 200;

    /// <inheritdoc />
    public async Task<ContactRoster> LoadAsync(OrganisationCode organisation, CancellationToken stop)
    {
        await using var db = await store.ReadAsync(organisation, stop);

        // The number first: a change between the two reads makes the roster newer than its number, which one more load mends;
        // the other way round it would be missed.
        var number = await db.Heads.Where(h => h.Organisation == organisation).Select(h => h.Number).SingleOrDefaultAsync(stop);
        var types = await db.DeliveryTypes.AsNoTracking().OrderBy(t => t.Position).ToListAsync(stop);
        var contacts = await db.Contacts.AsNoTracking().Where(c => c.Organisation == organisation).ToListAsync(stop);
        return new(
            organisation,
            number,
            [.. types],
            [.. contacts.Select(RosterContact.Of).OrderBy(c => c.Values.Name, DanishOrder.OfNames).ThenBy(c => c.Id)],
            await LoadRightsAsync(db, organisation, stop),
            await LoadDeliveriesAsync(db, organisation, stop),
            await LoadAbsencesAsync(db, organisation, stop),
            [.. await db.AddressBounces.AsNoTracking().Where(b => b.Organisation == organisation).ToListAsync(stop)],
            await db.Outbox.CountAsync(m => m.Organisation == organisation && m.State == MailState.Unaddressed, stop));
    }

    private async Task<ImmutableArray<Absence>> LoadAbsencesAsync(PortalDb db, OrganisationCode organisation, CancellationToken stop)
    {
        var today = DanishDay.Of(clock.GetUtcNow());
        var absences = await db.Absences.AsNoTracking().Where(a => a.Organisation == organisation && a.Until >= today).ToListAsync(stop);
        return [.. absences.OrderBy(a => a.From)];
    }

    // Enough for the picture of the last periods, with room for deliveries that were sent again.
    private static async Task<ImmutableArray<DeliverySummary>> LoadDeliveriesAsync(
        PortalDb db, OrganisationCode organisation, CancellationToken stop)
    {
        var newest = await db.Deliveries.AsNoTracking()
            .Where(d => d.Organisation == organisation)
            .OrderByDescending(d => d.Number)
            .Take(MostDeliveries)
            .ToListAsync(stop);
        return [.. newest.Select(d => new DeliverySummary(d.Number, d.Type, d.Period, d.ReceivedAt, d.Records, d.Errors, d.New, d.Mended))];
    }

    private static async Task<RightsRoster> LoadRightsAsync(PortalDb db, OrganisationCode organisation, CancellationToken stop)
    {
        var persons = db.Persons.AsNoTracking().Where(p => p.Organisation == organisation);
        var holders = await db.Grants.AsNoTracking().OfTassOpfoelgningIn(organisation)
            .Join(persons, g => g.PersonId, p => p.Id, (g, p) => new { Grant = g, Person = p })
            .ToListAsync(stop);
        var requests = await db.RightsRequests.AsNoTracking().Where(r => r.Organisation == organisation)
            .Join(persons, r => r.PersonId, p => p.Id, (r, p) => new { Request = r, Person = p })
            .ToListAsync(stop);
        var administrators = await persons.Where(p => p.IsLocalAdministrator).ToListAsync(stop);
        return new(
            [
                .. holders.OrderBy(h => h.Person.Name, DanishOrder.OfNames).Select(h => new RightsHolder(
                    Of(h.Person), h.Grant.GrantedAt, h.Grant.GrantedBy, h.Grant.FormerContactSince, h.Grant.KeptBecause)),
            ],
            [
                .. requests.Select(r => new RosterRequest(
                    r.Request.Id, Of(r.Person), r.Request.AskedAt, r.Request.AnsweredAt, r.Request.AnsweredBy, r.Request.RefusedBecause)),
            ],
            [.. administrators.OrderBy(p => p.Name, DanishOrder.OfNames).Select(Of)],
            [.. await db.SettledTasks.AsNoTracking().Where(t => t.Organisation == organisation).ToListAsync(stop)]);
    }

    private static RosterPerson Of(Person person) => new(person.Id, person.Rid.Digits, person.Name);

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<OrganisationCode, long>> NumbersAsync(CancellationToken stop)
    {
        await using var db = await store.ReadAllAsync(stop);
        var heads = await db.Heads.Select(h => new { h.Organisation, h.Number }).ToListAsync(stop);
        return heads.ToFrozenDictionary(h => h.Organisation, h => h.Number);
    }
}
