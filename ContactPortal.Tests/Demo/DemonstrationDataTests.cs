using ContactPortal.Blazor.Demo;
using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContactPortal.Tests.Demo;

/// <summary>The demonstration data in a database, made on the day of the test run.</summary>
public sealed class DemonstrationDataTests(DemonstrationPortal portal, SeededDatabase seeded) : IClassFixture<DemonstrationPortal>
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Demonstration_InItsDatabase_HoldsNothingLaterThanNow()
    {
        await using var db = await portal.Host.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken);
        var moments = await db.History.Select(e => e.At).Concat(db.Deliveries.Select(d => d.ReceivedAt)).ToListAsync(CancellationToken);
        Assert.True(moments.Count > 98 * 10, $"It holds {moments.Count} moments.");
        Assert.True(moments.Max() <= portal.Host.Now, $"The newest is of {moments.Max():u}.");
    }

    [Fact]
    public async Task Demonstration_InItsDatabase_HasExamplesForTheDirectoryAndTheAgency()
    {
        var (laesoe, fanoe) = (new OrganisationCode(825), new OrganisationCode(563));
        await using var db = await portal.Host.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken);
        var persons = await db.Persons.AsNoTracking().ToListAsync(CancellationToken);
        var contacts = await db.Contacts.AsNoTracking().ToListAsync(CancellationToken);
        var administered = persons.Where(p => p.IsLocalAdministrator).Select(p => p.Organisation);
        Assert.Equal([laesoe], Municipalities.All.Select(m => m.Code).Except(administered));
        Assert.Equal([fanoe], Municipalities.All.Select(m => m.Code).Except(contacts.Select(c => c.Organisation)));
        var left = Assert.Single(persons, p => p.LeftAt is not null && p.Organisation == Koebenhavn);
        Assert.Single(contacts, c => c.Organisation == Koebenhavn && c.PersonId == left.Id);

        var requests = await db.AccessRequests.AsNoTracking().ToListAsync(CancellationToken);
        Assert.Equal(["Omar Hassan", "Pia Lindholm"], requests.Select(r => r.Name).Order(StringComparer.Ordinal));
        Assert.All(requests, r => Assert.Equal((Koebenhavn, null), (r.Organisation, r.AnsweredAt)));
        DateTimeOffset[] moments =
        [
            .. persons.Select(p => p.CreatedAt), .. persons.SelectMany(p => p.Identifiers).Select(i => i.From),
            .. persons.Select(p => p.LeftAt).OfType<DateTimeOffset>(), .. requests.Select(r => r.AskedAt),
        ];
        Assert.InRange(moments.Max(), moments.Min(), portal.Host.Now);
    }

    [Fact]
    public async Task DeliveriesOfTheDemonstration_HaveHadTheirMails_AndNoneWaits()
    {
        await using var db = await portal.Host.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken);
        var mails = await db.Outbox.AsNoTracking().Where(m => m.Delivery != null).ToListAsync(CancellationToken);
        var deliveries = await db.Deliveries.AsNoTracking().Where(d => d.Organisation == Koebenhavn).ToListAsync(CancellationToken);
        var newest = deliveries.MaxBy(d => d.Number)!;
        var kinds = mails.Where(m => m.Organisation == Koebenhavn && m.Delivery == newest.Number).Select(m => m.Kind);
        Assert.Equal([MailKind.Validation, MailKind.Receipt], kinds.Distinct().Order());
        Assert.DoesNotContain(mails, m => m.State == MailState.Waiting);
        Assert.Contains(mails, m => (m.State, m.Reason) == (MailState.Returned, BounceReason.Full));
        Assert.All(mails, m => Assert.InRange(m.SettledAt ?? m.CreatedAt, m.CreatedAt, portal.Host.Now));
    }

    [Fact]
    public async Task Dækning_OfTheDemonstration_ShowsEachState()
    {
        var snapshot = await portal.Host.Services.GetRequiredService<AgencySnapshotCache>().CurrentAsync(CancellationToken);
        var kinds = snapshot.Municipalities.SelectMany(m => m.Coverage.Gaps).Select(gap => gap.Kind).Distinct().Order();
        Assert.Equal(Enum.GetValues<CoverageGapKind>(), kinds);
        Assert.InRange(snapshot.Municipalities.Count(m => m.Coverage.Gaps.IsEmpty), 15, 40);
        Assert.Equal(
            [ContactProblem.MailsComeBack, ContactProblem.IsAbsent],
            ((int[])[773, 787]).Select(code => snapshot.Find(new OrganisationCode(code))!.Contacts.Single(c => c.Problems != 0).Problems));
        Assert.Equal([new(CoverageGapKind.NobodyResponsible, snapshot.DeliveryTypes[2])], snapshot.Find(new(741))!.Coverage.Gaps);
    }

    [Fact]
    public async Task InterruptedDemonstration_ResumedMonthsLater_IsFinished()
    {
        using var folder = await PortalFolder.OfAsync(seeded);
        await using var begun = PortalUnderTest.On(DatabaseUnderTest.ForExisting(folder.ConnectionString));
        await using (var broken = await begun.ReadAsync())
            Assert.Equal(
                1, await broken.Persons.Where(p => p.Organisation == OrganisationCode.Agency).ExecuteDeleteAsync(CancellationToken));
        begun.Clock.SetUtcNow(portal.Host.Now.AddDays(70));
        var data = new DemonstrationData(begun.Directory, begun.Store, Options.Create(new CalendarOptions()), begun.Clock);
        await data.FillAsync(CancellationToken);

        await using var db = await begun.ReadAsync();
        Assert.True(await db.Persons.AnyAsync(p => p.Organisation == OrganisationCode.Agency, CancellationToken));
        var since = portal.Host.CurrentPeriod;
        Assert.True(await db.Deliveries.AnyAsync(d => d.Organisation == Koebenhavn && d.Period == since, CancellationToken));
    }
}
