using System.Collections.Concurrent;
using System.Net;
using ContactPortal.Blazor;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Tests.Builders;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Access;

/// <summary>The deliveries are not hidden from whoever lacks the right: no request brings anything of them (D1, U2).</summary>
public sealed class ClosedDeliveriesTests(SeededDatabase seeded) : IAsyncLifetime
{
    private const string Canary = "Kanariefejl";
    private const string Picture = "De seneste 12 perioder";
    private const string NewContact = "Ny kontakt";
    private const string Closed = "Du har ikke adgang til indberetningerne";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FaultInjectingSnapshotLoader rosters = new();
    private PortalFolder folder = null!;
    private PortalHost portal = null!;
    private Actor administrator = null!;
    private long delivery;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private RightsService Rights => portal.Services.GetRequiredService<RightsService>();

    public async ValueTask InitializeAsync()
    {
        folder = await PortalFolder.OfAsync(seeded);
        portal = new()
        {
            DatabaseFile = folder.DatabaseFile,
            ConfigureServices = services => services.AddSingleton(of => rosters.Wrap(ActivatorUtilities.CreateInstance<SnapshotLoader>(of))),
        };
        portal.Start();
        administrator = await PersonAsync(APerson().Named("Birthe Lund").LocalAdministrator());
        var outcome = await portal.Services.GetRequiredService<DeliveryIntake>().ReceiveAsync(
            new(Roskilde.Value, Amfora, portal.CurrentPeriod.Plus(-1).ToString(), "kanarie", 10, [new(Canary, Canary, "felt", 1, "sag-1")]), "Test", CancellationToken);
        delivery = outcome.Is<IntakeOutcome.Stored>().Delivery.Number;
    }

    [Fact]
    public async Task HolderOfTheRight_AsksInEachWay_HearsThem()
    {
        using var browser = PortalClient.SignedIn(portal, await HolderAsync());
        Assert.Contains(Picture, await browser.Http.GetStringAsync(PortalUrls.Deliveries, CancellationToken), StringComparison.Ordinal);
        Assert.Contains(Canary, await browser.Http.GetStringAsync(Export(""), CancellationToken), StringComparison.Ordinal);
        var listener = new Listener(Canary);
        await using var page = await browser.OpenAsync(PortalUrls.Deliveries, listener.Hear);
        await PressAsync(page);
        await listener.Happened.WaitAsync(Patience, CancellationToken);
    }

    [Fact]
    public async Task PersonWithoutTheRight_AsksInEachWay_HearsNothing()
    {
        using var browser = PortalClient.SignedIn(portal, await PersonAsync(APerson()));
        var heard = new ConcurrentQueue<string>([WebUtility.HtmlDecode(await browser.Http.GetStringAsync(PortalUrls.Deliveries, CancellationToken))]);
        Assert.Contains(Closed, heard.Single(), StringComparison.Ordinal);
        await AskForTheFileAsync(browser, heard);
        await using var page = await browser.OpenAsync(PortalUrls.Deliveries, heard.Enqueue);
        await PressAsync(page);
        AssertNothing(heard);
    }

    [Fact]
    public async Task PageThatWasOpenWhenTheRightWasWithdrawn_PressedWhereItsButtonsWere_BringsNothing()
    {
        var holder = await HolderAsync();
        using var browser = PortalClient.SignedIn(portal, holder);
        var (errors, closed, contacts, heard) = (new Listener(Canary), new Listener(Closed), new Listener(NewContact), new ConcurrentQueue<string>());
        await using var page = await browser.OpenAsync(PortalUrls.Deliveries, Hear);
        await PressAsync(page);
        await errors.Happened.WaitAsync(Patience, CancellationToken);
        await Rights.WithdrawAsync(administrator, holder.PersonId, CancellationToken);
        await closed.Happened.WaitAsync(Patience, CancellationToken);

        heard.Clear();
        await AskForTheFileAsync(browser, heard);
        foreach (var was in page.Events.Where(e => e.Name is "onclick" or "onchange").ToArray())
            Assert.NotEqual(CircuitClient.ConnectionClosed, await page.SendEventAsync(was.Handler, was.Name[2..], "{\"detail\":1,\"type\":\"click\",\"value\":\"\"}"));
        Assert.Null(page.Error);

        // The page still does what it is asked, after everything that it was asked before.
        await page.NavigateAsync(PortalUrls.Contacts);
        await contacts.Happened.WaitAsync(Patience, CancellationToken);
        AssertNothing(heard);

        void Hear(string text)
        {
            heard.Enqueue(text);
            errors.Hear(text);
            closed.Hear(text);
            contacts.Hear(text);
        }
    }

    [Fact]
    public async Task RosterThatCanNotBeLoadedAnew_WhenTheRightIsWithdrawn_OpensNoRequest()
    {
        var holder = await HolderAsync();
        using var browser = PortalClient.SignedIn(portal, holder);
        Assert.Contains(Picture, await browser.Http.GetStringAsync(PortalUrls.Deliveries, CancellationToken), StringComparison.Ordinal);
        rosters.Failing = Roskilde;
        await Rights.WithdrawAsync(administrator, holder.PersonId, CancellationToken);
        Assert.True((await portal.Snapshots.CurrentAsync(Roskilde, CancellationToken)).Rights.Holds(holder.PersonId), "The roster is to be of the moment before.");
        var heard = new ConcurrentQueue<string>([WebUtility.HtmlDecode(await browser.Http.GetStringAsync(PortalUrls.Deliveries, CancellationToken))]);
        Assert.Contains(Closed, heard.Single(), StringComparison.Ordinal);
        await AskForTheFileAsync(browser, heard);
        await using var page = await browser.OpenAsync(PortalUrls.Deliveries, heard.Enqueue);
        await PressAsync(page);
        AssertNothing(heard);
    }

    public async ValueTask DisposeAsync()
    {
        await portal.DisposeAsync();
        folder.Dispose();
    }

    private static void AssertNothing(IEnumerable<string> heard)
    {
        Assert.NotEmpty(heard);
        Assert.DoesNotContain(heard, text => text.Contains(Canary, StringComparison.Ordinal) || text.Contains(Picture, StringComparison.Ordinal));
    }

    private async Task AskForTheFileAsync(PortalClient browser, ConcurrentQueue<string> heard)
    {
        foreach (var query in new[] { "", "?tilstand=New", $"?kode={Canary}", "?tilstand=Standing&organisation=265" })
        {
            using var answer = await browser.GetAsync(Export(query));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            var text = await answer.Content.ReadAsStringAsync(CancellationToken);
            Assert.Contains(administrator.Name, text, StringComparison.Ordinal);
            heard.Enqueue(text);
        }
    }

    /// <summary>Presses every button of the page; the municipality has one delivery, which one of them opens.</summary>
    private static async Task PressAsync(CircuitClient page)
    {
        foreach (var button in page.Events.Where(e => e is { Name: "onclick", Element: "button" }).ToArray())
            await page.ClickAsync(button.Handler);
    }

    private string Export(string query) => $"{PortalUrls.Deliveries}/{delivery}/fejl.csv{query}";

    private async Task<Actor> HolderAsync()
    {
        var holder = await PersonAsync(APerson());
        Assert.Equal(RightsOutcome.Done, await Rights.GrantAsync(administrator, holder.PersonId, CancellationToken));
        return holder;
    }

    private async Task<Actor> PersonAsync(PersonBuilder builder)
    {
        Person person = builder.In(Roskilde).WithRid(DemonstrationPortal.NewRid());
        await portal.People.ImportAsync(person.Organisation, [person], CancellationToken);
        return (await portal.People.ActorAsync(person.Id, person.Organisation, CancellationToken))!;
    }

    /// <summary>Listens for a word.</summary>
    private sealed class Listener(string word)
    {
        private readonly TaskCompletionSource happened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Happened => happened.Task;

        public void Hear(string text)
        {
            if (text.Contains(word, StringComparison.Ordinal))
                happened.TrySetResult();
        }
    }
}
