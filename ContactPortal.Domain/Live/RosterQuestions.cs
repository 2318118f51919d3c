using System.Linq.Expressions;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Live;

/// <summary>What a roster asks the database, once for every change and process: all of it is worked out once.</summary>
internal static class RosterQuestions
{
    // Enough for the picture of the last periods, with room for deliveries that were sent again.
    private const int MostDeliveries = 200;

    public static readonly RosterQuestion<long> Number = new((db, organisation) =>
        db.Heads.Where(h => h.Organisation == organisation).Select(h => h.Number));

    public static readonly RosterQuestion<DeliveryType> DeliveryTypes = new((db, _) =>
        db.DeliveryTypes.AsNoTracking().OrderBy(t => t.Position));

    public static readonly RosterQuestion<Contact> Contacts = new((db, organisation) =>
        db.Contacts.AsNoTracking().Where(c => c.Organisation == organisation));

    public static readonly RosterQuestion<Holding> Holders = new((db, organisation) =>
        db.Grants.AsNoTracking()
            .Where(g => g.Organisation == organisation && g.Area == RightArea.NyKommune && g.Right == Right.TassOpfoelgning)
            .Join(db.Persons.Where(p => p.Organisation == organisation), g => g.PersonId, p => p.Id, (g, p) => new Holding(g, p)));

    public static readonly RosterQuestion<Asking> Requests = new((db, organisation) =>
        db.RightsRequests.AsNoTracking().Where(r => r.Organisation == organisation)
            .Join(db.Persons.Where(p => p.Organisation == organisation), r => r.PersonId, p => p.Id, (r, p) => new Asking(r, p)));

    public static readonly RosterQuestion<Person> Administrators = new((db, organisation) =>
        db.Persons.AsNoTracking().Where(p => p.Organisation == organisation && p.IsLocalAdministrator));

    public static readonly RosterQuestion<SettledTask> SettledTasks = new((db, organisation) =>
        db.SettledTasks.AsNoTracking().Where(t => t.Organisation == organisation));

    public static readonly RosterQuestion<Delivery> Deliveries = new((db, organisation) =>
        db.Deliveries.AsNoTracking().Where(d => d.Organisation == organisation).OrderByDescending(d => d.Number).Take(MostDeliveries));

    public static readonly CompiledQuery<Func<PortalDb, OrganisationCode, DateOnly, IAsyncEnumerable<Absence>>> AbsencesFrom = new(() =>
        EF.CompileAsyncQuery((PortalDb db, OrganisationCode organisation, DateOnly day) =>
            db.Absences.AsNoTracking().Where(a => a.Organisation == organisation && a.Until >= day)));

    public static readonly RosterQuestion<AddressBounce> Bounces = new((db, organisation) =>
        db.AddressBounces.AsNoTracking().Where(b => b.Organisation == organisation));

    public static readonly CompiledQuery<Func<PortalDb, OrganisationCode, CancellationToken, Task<int>>> UnaddressedMails = new(() =>
        EF.CompileAsyncQuery((PortalDb db, OrganisationCode organisation, CancellationToken stop) =>
            db.Outbox.Count(m => m.Organisation == organisation && m.State == MailState.Unaddressed)));

    /// <summary>A right and whose it is.</summary>
    internal sealed record Holding(Grant Grant, Person Person);

    /// <summary>A request and whose it is.</summary>
    internal sealed record Asking(RightsRequest Request, Person Person);
}

/// <summary>A question about one organisation.</summary>
internal sealed class RosterQuestion<T>(Expression<Func<PortalDb, OrganisationCode, IQueryable<T>>> question)
{
    private readonly CompiledQuery<Func<PortalDb, OrganisationCode, IAsyncEnumerable<T>>> compiled = new(() => EF.CompileAsyncQuery(question));

    /// <summary>Puts it to that database.</summary>
    public ValueTask<List<T>> AskAsync(PortalDb db, OrganisationCode organisation, CancellationToken stop) =>
        compiled.Of(db)(db, organisation).ToListAsync(stop);
}
