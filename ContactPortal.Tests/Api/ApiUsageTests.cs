using ContactPortal.Blazor.Api;
using Microsoft.Extensions.Time.Testing;

namespace ContactPortal.Tests.Api;

/// <summary>The quotas of the API's clients, by client and Danish day, and their settings at the start (D2).</summary>
public sealed class ApiUsageTests
{
    private const string Client = "amfora-system";
    private const int Megabyte = 1024 * 1024;

    // An hour and a half before the Danish midnight.
    private readonly FakeTimeProvider clock = new(new(2026, 3, 2, 21, 30, 0, TimeSpan.Zero));
    private readonly ApiUsage usage;

    public ApiUsageTests() => usage = new(clock);

    [Fact]
    public void PostsOfADay_BeyondTheQuota_AreRefused_UntilTheDanishMidnight_AndOtherClientsAreNot()
    {
        var settings = new ApiClientSettings { PostsADay = 2 };
        Assert.True(usage.TryPost(Client, settings, 1));
        Assert.True(usage.TryPost(Client, settings, 1));
        Assert.False(usage.TryPost(Client, settings, 1));
        Assert.True(usage.TryPost("another", settings, 1));
        Assert.Equal((2, 1), (usage.Of(Client).Posts, usage.Of(Client).Refusals));
        Assert.Equal(TimeSpan.FromMinutes(90), usage.UntilTomorrow());

        var last = usage.Of(Client).LastPostAt;
        clock.Advance(usage.UntilTomorrow());
        Assert.Equal((0, 0, last), (usage.Of(Client).Posts, usage.Of(Client).Refusals, usage.Of(Client).LastPostAt));
        Assert.True(usage.TryPost(Client, settings, 1));
    }

    [Fact]
    public void BytesOfADay_BeyondTheQuota_AreRefused_AndSmallerOnesStillTaken()
    {
        var settings = new ApiClientSettings { MegabytesADay = 3 };
        Assert.True(usage.TryPost(Client, settings, 2 * Megabyte));
        Assert.False(usage.TryPost(Client, settings, (2 * Megabyte) + 1));
        Assert.True(usage.TryPost(Client, settings, Megabyte));
        Assert.Equal(3 * Megabyte, usage.Of(Client).Bytes);
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
}
