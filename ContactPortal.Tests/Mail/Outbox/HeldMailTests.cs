using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Rights;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.Options;

namespace ContactPortal.Tests.Mail;

/// <summary>Mails that a person's change causes wait two minutes, and none goes when the change is undone meanwhile (D7).</summary>
public sealed class HeldMailTests
{
    private static readonly string[] Names = ["Anne", "Bo", "Carl"];
    private static readonly TimeSpan HoldFor = new MailOptions().HoldFor;

    [Theory, EveryDatabase]
    public async Task ContactMade_ItsMailsWaitTwoMinutes_AndGo(Database on)
    {
        await using var portal = await PortalAsync(on);
        await portal.HasAdministratorAsync("Birthe");
        await portal.AddAsync(AContact().HeldBy(APerson().Named("Anne")));
        Assert.Equal(0, await portal.DispatchAsync());
        portal.Clock.Advance(HoldFor);
        Assert.Equal(2, await portal.DispatchAsync());
    }

    [Theory, EveryDatabase]
    public async Task ContactMadeAndDeactivated_WithinTwoMinutes_NobodyIsWrittenTo(Database on)
    {
        await using var portal = await PortalAsync(on);
        await portal.HasAdministratorAsync("Birthe");
        var anne = await portal.AddAsync(AContact().HeldBy(APerson().Named("Anne")));
        await portal.SavedAsync(AnActor(), ContactDraft.Of(anne).With(ContactField.Deactivated, ticked: true));
        portal.Clock.Advance(HoldFor);
        Assert.Equal(0, await portal.DispatchAsync());
        Assert.All(await portal.OutboxAsync(), m => Assert.Equal(MailState.Withheld, m.State));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task ContactDeactivatedAndReactivated_WithinTwoMinutes_NobodyIsWrittenTo(Database on)
    {
        await using var portal = await PortalAsync(on);
        await portal.HasAdministratorAsync("Birthe");
        var anne = await portal.HasQuietlyAsync("Anne");
        var off = await portal.SavedAsync(AnActor(), ContactDraft.Of(anne).With(ContactField.Deactivated, ticked: true));
        await portal.SavedAsync(AnActor(), ContactDraft.Of(off).With(ContactField.Deactivated, ticked: false));
        portal.Clock.Advance(HoldFor);
        Assert.Equal(0, await portal.DispatchAsync());
    }

    [Theory, EveryDatabase]
    public async Task SeveralTasksOfOneAdministrator_BecomeOneMail(Database on)
    {
        await using var portal = await PortalAsync(on);
        await portal.HasAdministratorAsync("Birthe");
        foreach (var name in Names)
            await portal.AddAsync(AContact().HeldBy(APerson().Named(name)));
        portal.Clock.Advance(HoldFor);
        await portal.DispatchAsync();
        var tasks = Assert.Single(portal.MailTransport.Sent, m => m.Subject == "3 opgaver om rettigheden TASS Opfølgning");
        Assert.All(Names, name => Assert.Contains(name, tasks.Text, StringComparison.Ordinal));
    }

    private static Task<PortalUnderTest> PortalAsync(Database on) => PortalUnderTest.OnAsync(
        on, outbox: new(Options.Create(new RightsOptions()), Options.Create(new MailOptions())));
}
