using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Domain.Snapshots;

/// <summary>The compiled queries that load a snapshot, run once per change and process.</summary>
internal static class SnapshotQueries
{
    // Enough for the period grid, with room for repeated deliveries.
    private const int MaxDeliveries = 200;

    public static readonly SnapshotQuery<long> Number = new((db, organisation) =>
        db.Heads.Where(h => h.Organisation == organisation).Select(h => h.Number));

    public static readonly SnapshotQuery<DeliveryType> DeliveryTypes = new((db, _) =>
        db.DeliveryTypes.AsNoTracking().OrderBy(t => t.Position));

    public static readonly SnapshotQuery<Contact> Contacts = new((db, organisation) =>
        db.Contacts.AsNoTracking().Where(c => c.Organisation == organisation));

    public static readonly SnapshotQuery<GrantRow> Holders = new((db, organisation) =>
        db.Grants.AsNoTracking()
            .Where(g => g.Organisation == organisation && g.Area == RightArea.NyKommune && g.Right == Right.TassOpfoelgning)
            .Join(db.Persons.Where(p => p.Organisation == organisation), g => g.PersonId, p => p.Id, (g, p) => new GrantRow(g, p)));

    public static readonly SnapshotQuery<RequestRow> Requests = new((db, organisation) =>
        db.RightsRequests.AsNoTracking().Where(r => r.Organisation == organisation)
            .Join(db.Persons.Where(p => p.Organisation == organisation), r => r.PersonId, p => p.Id, (r, p) => new RequestRow(r, p)));

    public static readonly SnapshotQuery<Person> Administrators = new((db, organisation) =>
        db.Persons.AsNoTracking().Where(p => p.Organisation == organisation && p.IsLocalAdministrator && p.LeftAt == null));

    public static readonly SnapshotQuery<Person> PersonsWhoLeft = new((db, organisation) =>
        db.Persons.AsNoTracking().IgnoreAutoIncludes().Where(p => p.Organisation == organisation && p.LeftAt != null));

    public static readonly SnapshotQuery<AccessRequest> AccessRequests = new((db, organisation) =>
        db.AccessRequests.AsNoTracking().Where(r => r.Organisation == organisation && r.AnsweredAt == null));

    public static readonly SnapshotQuery<Person> RequestCandidates = new((db, organisation) =>
        db.Persons.AsNoTracking().Where(p => p.Organisation == organisation
            && db.AccessRequests.Any(r => r.Organisation == organisation && r.AnsweredAt == null && r.CandidateId == p.Id)));

    public static readonly SnapshotQuery<HeldLeavingView> HeldLeavings = new((db, organisation) =>
        db.HeldLeavings.AsNoTracking().Where(h => h.Organisation == organisation && h.AnsweredAt == null)
            .Join(
                db.Persons.Where(p => p.Organisation == organisation), h => h.PersonId, p => p.Id,
                (h, p) => new HeldLeavingView(h.PersonId, p.Name, h.Source, h.HeldAt)));

    public static readonly SnapshotQuery<CompletedTask> CompletedTasks = new((db, organisation) =>
        db.CompletedTasks.AsNoTracking().Where(t => t.Organisation == organisation));

    public static readonly SnapshotQuery<Delivery> Deliveries = new((db, organisation) =>
        db.Deliveries.AsNoTracking().Where(d => d.Organisation == organisation).OrderByDescending(d => d.Number).Take(MaxDeliveries));

    public static readonly CompiledQuery<Func<PortalDb, OrganisationCode, DateOnly, IAsyncEnumerable<Absence>>> AbsencesFrom = new(() =>
        EF.CompileAsyncQuery((PortalDb db, OrganisationCode organisation, DateOnly day) =>
            db.Absences.AsNoTracking().Where(a => a.Organisation == organisation && a.Until >= day)));

    public static readonly SnapshotQuery<AddressBounce> Bounces = new((db, organisation) =>
        db.AddressBounces.AsNoTracking().Where(b => b.Organisation == organisation && b.MarkedAt != null));

    public static readonly CompiledQuery<Func<PortalDb, OrganisationCode, CancellationToken, Task<int>>> UnaddressedMails = new(() =>
        EF.CompileAsyncQuery((PortalDb db, OrganisationCode organisation, CancellationToken cancellationToken) =>
            db.Outbox.Count(m => m.Organisation == organisation && m.State == MailState.Unaddressed)));

    /// <summary>A grant and its person.</summary>
    internal sealed record GrantRow(Grant Grant, Person Person);

    /// <summary>A request and its person.</summary>
    internal sealed record RequestRow(RightsRequest Request, Person Person);
}
