using Bunit;
using ContactPortal.Blazor;
using ContactPortal.Blazor.Layout;
using ContactPortal.Domain.Access;
using ContactPortal.Tests.Persons;

namespace ContactPortal.Tests.Layout;

/// <summary>The links to pages, and the number of tasks that wait for a local administrator.</summary>
public sealed class NavigationTests : PersonComponentTest
{
    [Fact]
    public async Task LinksOfEachRole_LeadToTheirPages()
    {
        var birthe = await AddAdministratorAsync("Birthe Lund");
        Assert.Equal([PortalUrls.Contacts, PortalUrls.Deliveries], Links(Navigation(await AddActorAsync(APerson()))));
        var administrators = Navigation(birthe);
        administrators.WaitForAssertion(() => Assert.Equal(
            [PortalUrls.Contacts, PortalUrls.Deliveries, PortalUrls.Rights, PortalUrls.Persons], Links(administrators)));
        Assert.Equal(
            [PortalUrls.AgencyContacts, PortalUrls.Coverage, PortalUrls.Contacts, PortalUrls.Municipalities, PortalUrls.Systems],
            Links(Navigation(await AddAgencyPersonAsync())));
    }

    [Fact]
    public async Task AccessRequest_CreatedAndAnswered_IsCountedLiveWithTheOtherTasks()
    {
        var birthe = await AddAdministratorAsync("Birthe Lund");
        await AddAsync(AContact());
        var navigation = Navigation(birthe);
        navigation.WaitForAssertion(() => Assert.Equal("1 venter", Waiting(navigation)));
        var request = await AskAsync(AnIdentity("pia", "Pia Lind"));
        navigation.WaitForAssertion(() => Assert.Equal("2 venter", Waiting(navigation)));
        Assert.Equal("2", navigation.Find(".count").TextContent);
        await Requests.RefuseAsync(birthe, request, "Nej", CancellationToken);
        navigation.WaitForAssertion(() => Assert.Equal("1 venter", Waiting(navigation)));
    }

    private static IEnumerable<string?> Links(IRenderedComponent<Navigation> navigation) =>
        navigation.FindAll("a").Select(a => a.GetAttribute("href")?.TrimStart('.'));

    private static string Waiting(IRenderedComponent<Navigation> navigation) =>
        navigation.Find($"a[href='.{PortalUrls.Rights}'] .visually-hidden").TextContent.Trim();

    private IRenderedComponent<Navigation> Navigation(Actor actor)
    {
        var navigation = Render<Navigation>(p => p.AddCascadingValue(actor).Add(n => n.HerePath, PortalUrls.Contacts));
        navigation.WaitForElement("a");
        return navigation;
    }
}
