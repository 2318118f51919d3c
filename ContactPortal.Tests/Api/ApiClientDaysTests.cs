using ContactPortal.Blazor.Api;
using ContactPortal.Domain.Api;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Api;

/// <summary>The quotas of the API's clients, by client and Danish day, and their settings at the start (D2).</summary>
public sealed class ApiClientDaysTests
{
    private const string Client = "amfora-system";
    private const int Megabyte = 1024 * 1024;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task PostsOfADay_BeyondTheQuota_AreRefused_UntilTheDanishMidnight_AndOtherClientsAreNot(Database on)
    {
        await using var portal = await PortalAtHalfPastTenAsync(on);
        var days = new ApiClientDays(portal.Store, portal.Clock);
        Task<bool> PostAsync(string client = Client) => days.TryPostAsync(client, 2, Megabyte, 1, CancellationToken);
        Assert.True(await PostAsync());
        Assert.True(await PostAsync());
        Assert.False(await PostAsync());
        Assert.True(await PostAsync("another"));
        var today = (await days.TodayAsync(CancellationToken))[Client];
        Assert.Equal((2, 1), (today.Posts, today.Refusals));
        Assert.Equal(TimeSpan.FromMinutes(90), days.UntilTomorrow());

        portal.Clock.Advance(days.UntilTomorrow());
        var next = (await days.TodayAsync(CancellationToken))[Client];
        Assert.Equal((0, 0, today.LastPostAt), (next.Posts, next.Refusals, next.LastPostAt));
        await days.RecordRefusalAsync(Client, CancellationToken);
        var refused = (await days.TodayAsync(CancellationToken))[Client];
        Assert.Equal((0, 1, today.LastPostAt), (refused.Posts, refused.Refusals, refused.LastPostAt));
        Assert.True(await PostAsync());
    }

    [Theory, EveryDatabase]
    public async Task Posts_OfTwoProcesses_AtOnceAndAfterARestart_AreOneQuota(Database on)
    {
        await using var portal = await PortalAtHalfPastTenAsync(on);
        await using var another = portal.AnotherProcess();
        ApiClientDays[] processes = [new(portal.Store, portal.Clock), new(another.Store, portal.Clock)];
        var posts = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => processes[i % 2].TryPostAsync(Client, 5, Megabyte, 1, CancellationToken)));
        Assert.Equal(5, posts.Count(taken => taken));

        await using var restarted = portal.AnotherProcess();
        Assert.False(await new ApiClientDays(restarted.Store, portal.Clock).TryPostAsync(Client, 5, Megabyte, 1, CancellationToken));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task BytesOfADay_BeyondTheQuota_AreRefused_AndSmallerOnesStillTaken(Database on)
    {
        await using var portal = await PortalAtHalfPastTenAsync(on);
        var days = new ApiClientDays(portal.Store, portal.Clock);
        Task<bool> PostAsync(long bytes) => days.TryPostAsync(Client, 100, 3 * Megabyte, bytes, CancellationToken);
        Assert.True(await PostAsync(2 * Megabyte));
        Assert.False(await PostAsync((2 * Megabyte) + 1));
        Assert.True(await PostAsync(Megabyte));
        Assert.Equal(3 * Megabyte, (await days.TodayAsync(CancellationToken))[Client].Bytes);
    }

    [Fact]
    public async Task OldDays_AreRemoved_AndTheLastPostIsKept()
    {
        await using var portal = await PortalAtHalfPastTenAsync(Database.Sqlite);
        var days = new ApiClientDays(portal.Store, portal.Clock);
        await days.TryPostAsync(Client, 1, Megabyte, 1, CancellationToken);
        var last = portal.Clock.GetUtcNow();
        foreach (var _ in new[] { 1, 2 })
        {
            portal.Clock.AdvanceWithoutTimers(TimeSpan.FromDays(ApiClientDays.KeptDays));
            await days.RecordRefusalAsync(Client, CancellationToken);
        }

        Assert.Equal(last, (await days.TodayAsync(CancellationToken))[Client].LastPostAt);
        await using var db = await portal.ReadAsync();
        Assert.Equal(1, await db.Set<ApiClientDay>().CountAsync(CancellationToken));
    }

    [Theory]
    [InlineData("Scopes", "everything", 751, 1, 1)]
    [InlineData("Municipalities", ApiScopes.Deliveries, 999, 1, 1)]
    [InlineData("PostsADay", ApiScopes.Deliveries, 751, 0, 1)]
    [InlineData("MegabytesADay", ApiScopes.Deliveries, 751, 1, 0)]
    public void SettingOfAClient_ThatIsWrong_IsRefused_AndNamed(string key, string scope, int municipality, int posts, int megabytes)
    {
        var options = new ApiOptions
        {
            Clients =
            {
                [Client] = new()
                {
                    Scopes = [scope], Municipalities = [municipality], PostsADay = posts, MegabytesADay = megabytes,
                },
            },
        };
        var refusal = Assert.Single(new ValidateApiOptions().Validate(name: null, options).Failures!);
        Assert.StartsWith($"Api:Clients:{Client}:{key} ", refusal, StringComparison.Ordinal);
    }

    // An hour and a half before the Danish midnight.
    private static async Task<PortalUnderTest> PortalAtHalfPastTenAsync(Database on)
    {
        var portal = await PortalUnderTest.OnAsync(on);
        portal.Clock.SetUtcNow(new(2026, 3, 2, 21, 30, 0, TimeSpan.Zero));
        return portal;
    }
}
