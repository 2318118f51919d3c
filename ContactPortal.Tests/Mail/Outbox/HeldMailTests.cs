using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Persons;
using Microsoft.Extensions.Options;

namespace ContactPortal.Tests.Mail;

/// <summary>Mails that a person's change causes wait two minutes, and none goes when the change is undone meanwhile (D7).</summary>
public sealed class HeldMailTests
{
    private static readonly string[] Names = ["Anne", "Bo", "Carl"];
    private static readonly TimeSpan HoldFor = new MailOptions().HoldFor;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

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

    [Theory, EveryDatabase]
    public async Task MailsOfSeveralKinds_ToOnePerson_BecomeOneMail(Database on)
    {
        await using var portal = await PortalAsync(on);
        await portal.HasAdministratorAsync("Birthe");
        await portal.AddAsync(AContact().HeldBy(APerson().Named("Anne")));
        await portal.Get<AccessRequestService>().AskAsync(
            new("https://login.example", "pia") { Cvr = "55133018", Organisation = Aarhus, Name = "Pia Lund" }, CancellationToken);
        portal.Clock.Advance(HoldFor);
        await portal.DispatchAsync();
        var merged = Assert.Single(portal.MailTransport.Sent, m => m.Subject == "2 beskeder fra Arbejdsmarkedsportalen");
        Assert.Contains("Anne er blevet kontaktperson", merged.Text, StringComparison.Ordinal);
        Assert.Contains("Pia Lund er logget ind", merged.Text, StringComparison.Ordinal);
        Assert.Equal(1, merged.Text.Split("Du får mailen, fordi du er lokal brugeradministrator").Length - 1);
        Assert.Equal(2, portal.MailTransport.Sent.Count);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task AccessRequest_AnsweredWithinTwoMinutes_IsNotWrittenAbout(Database on)
    {
        await using var portal = await PortalAsync(on);
        var birthe = await portal.AddActorAsync(APerson().Named("Birthe").LocalAdministrator());
        var requests = portal.Get<AccessRequestService>();
        var asked = Assert.IsType<AskOutcome.Asked>(await requests.AskAsync(
            new("https://login.example", "pia") { Cvr = "55133018", Organisation = Aarhus, Name = "Pia Lund" }, CancellationToken));
        await requests.RefuseAsync(birthe, asked.RequestId, "Vi kender dig ikke.", CancellationToken);
        portal.Clock.Advance(HoldFor);
        await portal.DispatchAsync();
        Assert.DoesNotContain(portal.MailTransport.Sent, m => m.Subject.StartsWith("Pia Lund beder", StringComparison.Ordinal));
    }

    [Theory, EveryDatabase]
    public async Task TwoMunicipalities_WithoutAnAdministrator_AreOneMailToTheAgency(Database on)
    {
        await using var portal = await PortalAsync(on);
        await portal.AddAgencyPersonAsync();
        foreach (var organisation in new[] { Aarhus, Roskilde })
        {
            var last = await portal.AddActorAsync(APerson().In(organisation).LocalAdministrator());
            await portal.Get<PersonService>().MarkLeftAsync(last, last.PersonId, CancellationToken);
        }

        portal.Clock.Advance(HoldFor);
        await portal.DispatchAsync();
        var mail = Assert.Single(portal.MailTransport.Sent);
        Assert.Equal("2 kommuner har ingen lokal brugeradministrator", mail.Subject);
        Assert.Contains("Aarhus", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Roskilde", mail.Text, StringComparison.Ordinal);
    }

    private static Task<PortalUnderTest> PortalAsync(Database on) => PortalUnderTest.OnAsync(
        on, outbox: new(
            Options.Create(new RightsOptions()), Options.Create(new MailOptions()), Options.Create(new CalendarOptions()),
            Options.Create(new PersonalDataOptions())));
}
