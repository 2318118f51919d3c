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

/// <summary>Without the right no request returns any data of the deliveries; they are not merely hidden (D1, U2).</summary>
public sealed class ClosedDeliveriesTests(SeededDatabase seeded) : IAsyncLifetime
{
    private const string Canary = "Kanariefejl";
    private const string Picture = "De seneste 12 perioder";
    private const string NewContact = "Ny kontakt";
    private const string Closed = "Du har ikke adgang til indberetningerne";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly FaultInjectingSnapshotLoader snapshots = new();
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
            ConfigureServices = services =>
                services.AddSingleton(of => snapshots.Wrap(ActivatorUtilities.CreateInstance<SnapshotLoader>(of))),
        };
        portal.Start();
        administrator = await PersonAsync(APerson().Named("Birthe Lund").LocalAdministrator());
        var outcome = await portal.Services.GetRequiredService<DeliveryIntake>().ReceiveAsync(
            new(Roskilde.Value, Amfora, portal.CurrentPeriod.Plus(-1).ToString(), "kanarie", 10, [new(Canary, Canary, "felt", 1, "sag-1")]),
            "Test", CancellationToken);
        delivery = outcome.Is<IntakeOutcome.Stored>().Delivery.Number;
    }

    [Fact]
    public async Task HolderOfTheRight_RequestsDeliveriesInEachWay_ReceivesThem()
    {
        using var browser = PortalClient.SignedIn(portal, await HolderAsync());
        Assert.Contains(Picture, await browser.Http.GetStringAsync(PortalUrls.Deliveries, CancellationToken), StringComparison.Ordinal);
        Assert.Contains(Canary, await browser.Http.GetStringAsync(Export(""), CancellationToken), StringComparison.Ordinal);
        var listener = new Listener(Canary);
        await using var page = await browser.OpenAsync(PortalUrls.Deliveries, listener.Receive);
        await PressAsync(page);
        await listener.Happened.WaitAsync(Timeout, CancellationToken);
    }

    [Fact]
    public async Task PersonWithoutTheRight_RequestsDeliveriesInEachWay_ReceivesNothing()
    {
        using var browser = PortalClient.SignedIn(portal, await PersonAsync(APerson()));
        var received = new ConcurrentQueue<string>(
            [WebUtility.HtmlDecode(await browser.Http.GetStringAsync(PortalUrls.Deliveries, CancellationToken))]);
        Assert.Contains(Closed, received.Single(), StringComparison.Ordinal);
        await RequestExportAsync(browser, received);
        await using var page = await browser.OpenAsync(PortalUrls.Deliveries, received.Enqueue);
        await PressAsync(page);
        AssertNothingLeaked(received);
    }

    [Fact]
    public async Task PageOpenWhenTheRightIsWithdrawn_FormerButtonsPressed_ReturnsNothing()
    {
        var holder = await HolderAsync();
        using var browser = PortalClient.SignedIn(portal, holder);
        var (errors, closed, contacts, received) =
            (new Listener(Canary), new Listener(Closed), new Listener(NewContact), new ConcurrentQueue<string>());
        await using var page = await browser.OpenAsync(PortalUrls.Deliveries, Receive);
        await PressAsync(page);
        await errors.Happened.WaitAsync(Timeout, CancellationToken);
        await Rights.WithdrawAsync(administrator, holder.PersonId, CancellationToken);
        await closed.Happened.WaitAsync(Timeout, CancellationToken);

        received.Clear();
        await RequestExportAsync(browser, received);
        foreach (var was in page.Events.Where(e => e.Name is "onclick" or "onchange").ToArray())
            Assert.NotEqual(
                CircuitClient.ConnectionClosed,
                await page.SendEventAsync(was.Handler, was.Name[2..], "{\"detail\":1,\"type\":\"click\",\"value\":\"\"}"));
        Assert.Null(page.Error);

        // Events are handled in order: once the page has navigated, it has handled all events before.
        await page.NavigateAsync(PortalUrls.Contacts);
        await contacts.Happened.WaitAsync(Timeout, CancellationToken);
        AssertNothingLeaked(received);

        void Receive(string text)
        {
            received.Enqueue(text);
            errors.Receive(text);
            closed.Receive(text);
            contacts.Receive(text);
        }
    }

    [Fact]
    public async Task SnapshotThatCanNotBeReloaded_WhenTheRightIsWithdrawn_AuthorizesNoRequest()
    {
        var holder = await HolderAsync();
        using var browser = PortalClient.SignedIn(portal, holder);
        Assert.Contains(Picture, await browser.Http.GetStringAsync(PortalUrls.Deliveries, CancellationToken), StringComparison.Ordinal);
        snapshots.Failing = Roskilde;
        await Rights.WithdrawAsync(administrator, holder.PersonId, CancellationToken);
        Assert.True(
            (await portal.Snapshots.CurrentAsync(Roskilde, CancellationToken)).Rights.Holds(holder.PersonId),
            "The cached snapshot must still be the one from before the withdrawal.");
        var received = new ConcurrentQueue<string>(
            [WebUtility.HtmlDecode(await browser.Http.GetStringAsync(PortalUrls.Deliveries, CancellationToken))]);
        Assert.Contains(Closed, received.Single(), StringComparison.Ordinal);
        await RequestExportAsync(browser, received);
        await using var page = await browser.OpenAsync(PortalUrls.Deliveries, received.Enqueue);
        await PressAsync(page);
        AssertNothingLeaked(received);
    }

    public async ValueTask DisposeAsync()
    {
        await portal.DisposeAsync();
        folder.Dispose();
    }

    private static void AssertNothingLeaked(IEnumerable<string> received)
    {
        Assert.NotEmpty(received);
        Assert.DoesNotContain(
            received, text => text.Contains(Canary, StringComparison.Ordinal) || text.Contains(Picture, StringComparison.Ordinal));
    }

    private async Task RequestExportAsync(PortalClient browser, ConcurrentQueue<string> received)
    {
        foreach (var query in new[] { "", "?tilstand=New", $"?kode={Canary}", "?tilstand=Standing&organisation=265" })
        {
            using var answer = await browser.GetAsync(Export(query));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            var text = await answer.Content.ReadAsStringAsync(CancellationToken);
            Assert.Contains(administrator.Name, text, StringComparison.Ordinal);
            received.Enqueue(text);
        }
    }

    /// <summary>Clicks every button of the page; one of them opens the municipality's only delivery.</summary>
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

    /// <summary>Completes <see cref="Happened"/> when a received text contains the given text.</summary>
    private sealed class Listener(string expected)
    {
        private readonly TaskCompletionSource happened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Happened => happened.Task;

        public void Receive(string text)
        {
            if (text.Contains(expected, StringComparison.Ordinal))
                happened.TrySetResult();
        }
    }
}
