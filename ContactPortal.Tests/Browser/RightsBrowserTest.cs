using ContactPortal.Blazor;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>Base of browser tests of rights: persons of the test's municipality, and locators.</summary>
public abstract class RightsBrowserTest(Chromium chromium, SharedPortal portal) : BrowserTest(chromium, portal)
{
    private const string Stay = "() => { window.stillHere = true; }";
    private const string Stayed = "() => window.stillHere === true";

    private RightsService Rights => Portal.Host.Services.GetRequiredService<RightsService>();

    /// <summary>Adds an employee of the test's municipality, as a contact if requested, and returns the actor.</summary>
    protected async Task<Actor> NewPersonAsync(string name, bool contact = false)
    {
        var id = contact ? (await AddContactAsync(name)).PersonId : (await AddPersonAsync(name)).Id;
        return (await Portal.Host.People.ActorAsync(id, Municipality, CancellationToken))!;
    }

    /// <summary>The municipality's local administrator.</summary>
    protected async Task<Actor> AdministratorAsync()
    {
        var snapshot = await Portal.Host.Snapshots.CurrentAsync(Municipality, CancellationToken);
        return (await Portal.Host.People.ActorAsync(snapshot.Rights.Administrators.Single().Id, Municipality, CancellationToken))!;
    }

    protected async Task GrantAsync(Actor person) =>
        Assert.Equal(RightsOutcome.Done, await Rights.GrantAsync(await AdministratorAsync(), person.PersonId, CancellationToken));

    protected async Task AskAsync(Actor person) => Assert.Equal(RightsOutcome.Done, await Rights.AskAsync(person, CancellationToken));

    protected async Task RefuseAsync(Actor person, string reason) =>
        Assert.Equal(RightsOutcome.Done, await Rights.RefuseAsync(await AdministratorAsync(), person.PersonId, reason, CancellationToken));

    protected async Task<BrowserUser> SignedInAsync(Actor actor)
    {
        var visitor = await NewUserAsync(new() { ReducedMotion = ReducedMotion.Reduce }, actor.Name);
        await SignInAsync(visitor, actor);
        return visitor;
    }

    /// <summary>Posts a delivery of the municipality; without one there is no period grid.</summary>
    protected async Task AddDeliveryAsync()
    {
        using var system = new ReportingSystem(Portal.Host);
        await system.StoredAsync(ADelivery().In(Municipality).About(Portal.Host.CurrentPeriod).With(SomeErrors(3)));
    }

    protected async Task<BrowserUser> AtDeliveriesAsync(Actor actor)
    {
        var visitor = await SignedInAsync(actor);
        await visitor.GoLiveAsync(PortalUrls.Deliveries);
        return visitor;
    }

    protected async Task<BrowserUser> AtRightsAsync(Actor actor)
    {
        var visitor = await SignedInAsync(actor);
        await OpenRightsAsync(visitor);
        return visitor;
    }

    /// <summary>Replaces the person of a contact.</summary>
    protected async Task ReplaceAsync(Actor before, Person next)
    {
        var draft = ContactDraft.Of(await ContactOfAsync(before));
        await Portal.SaveAsync(
            AnActor().In(Municipality),
            draft with { Typed = draft.Typed with { Rid = next.Rid.Digits, Name = next.Name, Email = next.Email } });
    }

    protected async Task DeactivateAsync(Actor person) =>
        await Portal.SaveAsync(
            AnActor().In(Municipality), ContactDraft.Of(await ContactOfAsync(person)).With(ContactField.Deactivated, ticked: true));

    /// <summary>The task about that person.</summary>
    protected static ILocator Task(BrowserUser visitor, string name) =>
        visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Opgaver", Exact = true })
            .GetByRole(AriaRole.Listitem).Filter(new() { HasText = name });

    protected static ILocator Holders(BrowserUser visitor) =>
        visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Har TASS Opfølgning", Exact = true });

    protected static ILocator Holder(BrowserUser visitor, string name) =>
        Holders(visitor).GetByRole(AriaRole.Row).Filter(new() { HasText = name });

    protected static ILocator History(BrowserUser visitor) =>
        visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Historik", Exact = true });

    /// <summary>The status message about the last decision.</summary>
    protected static ILocator Answer(BrowserUser visitor) => visitor.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status).First;

    /// <summary>The period grid, which only holders of the right see.</summary>
    protected static ILocator Deliveries(BrowserUser visitor) =>
        visitor.Page.GetByRole(AriaRole.Table, new() { Name = "De seneste 12 perioder" });

    protected static async Task StayingAsync(params BrowserUser[] visitors)
    {
        foreach (var visitor in visitors)
            await visitor.Page.EvaluateAsync(Stay);
    }

    /// <summary>Asserts that none of the pages was reloaded since <see cref="StayingAsync"/>.</summary>
    protected static async Task AssertStayedAsync(params BrowserUser[] visitors)
    {
        foreach (var visitor in visitors)
            Assert.True(await visitor.Page.EvaluateAsync<bool>(Stayed), $"{visitor.Name}'s page was reloaded.");
    }

    private async Task<ContactView> ContactOfAsync(Actor person) =>
        (await Portal.Host.Services.GetRequiredService<ISnapshotLoader>().LoadAsync(Municipality, CancellationToken)).Active.Single(
            c => c.PersonId == person.PersonId);

    private static async Task OpenRightsAsync(BrowserUser visitor)
    {
        await visitor.GoLiveAsync(PortalUrls.Rights);
        await Expect(Holders(visitor)).ToBeVisibleAsync();
    }
}
