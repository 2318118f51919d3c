using ContactPortal.Domain.Access;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Rights;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Deliveries;

/// <summary>Helpers for delivery tests: receive deliveries, add holders of the right, read what was stored.</summary>
internal static class DeliveryTestExtensions
{
    /// <summary>The name of the reporting system.</summary>
    public const string System = "amfora-system";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public static Task<IntakeOutcome> ReceiveAsync(this PortalUnderTest portal, ReportedDelivery delivery) =>
        portal.Get<DeliveryIntake>().ReceiveAsync(delivery, System, CancellationToken);

    /// <summary>Receives a delivery that is expected to be new.</summary>
    public static async Task<Delivery> StoredAsync(this PortalUnderTest portal, ReportedDelivery delivery) =>
        (await portal.ReceiveAsync(delivery)).Is<IntakeOutcome.Stored>().Delivery;

    /// <summary>A person who holds TASS Opfølgning, granted by a local administrator.</summary>
    public static async Task<Actor> HasHolderAsync(this PortalUnderTest portal, string name, OrganisationCode? organisation = null)
    {
        var (holder, administrator) =
            (APerson().In(organisation ?? Aarhus).Named(name).Build(), APerson().In(organisation ?? Aarhus).LocalAdministrator().Build());
        await portal.AddAsync(holder, administrator);
        var actor = new Actor(holder.Id, name, holder.Organisation, Role.Staff);
        var granting = new Actor(administrator.Id, administrator.Name, administrator.Organisation, Role.LocalAdministrator);
        Assert.Equal(RightsOutcome.Done, await portal.Get<RightsService>().GrantAsync(granting, holder.Id, CancellationToken));
        return actor;
    }

    /// <summary>A delivery's errors as stored.</summary>
    public static async Task<IReadOnlyList<DeliveryError>> ErrorsOfAsync(this PortalUnderTest portal, Delivery delivery)
    {
        await using var db = await portal.ReadAsync();
        return await db.DeliveryErrors.AsNoTracking()
            .Where(e => e.Organisation == delivery.Organisation && e.Delivery == delivery.Number)
            .OrderBy(e => e.Position).ToListAsync(CancellationToken);
    }

    /// <summary>Counts the rows of each table that a delivery writes.</summary>
    public static async Task<Written> WrittenAsync(this PortalUnderTest portal)
    {
        await using var db = await portal.ReadAsync();
        return new(
            await db.Deliveries.CountAsync(CancellationToken), await db.DeliveryErrors.CountAsync(CancellationToken),
            await db.Outbox.CountAsync(CancellationToken), await db.History.CountAsync(CancellationToken));
    }
}

/// <summary>Numbers of rows in the database.</summary>
internal sealed record Written(int Deliveries, int Errors, int Mails, int Lines);
