using ContactPortal.Blazor.Api;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.Hosting;
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
    [InlineData("Scopes:0", "everything")]
    [InlineData("Municipalities:0", "999")]
    [InlineData("PostsADay", "0")]
    [InlineData("MegabytesADay", "0")]
    public void SettingOfAClient_ThatIsWrong_RefusesTheStart_AndIsNamed(string key, string value)
    {
        var refusal = StartValidation.RefusalOf(Environments.Production, new Dictionary<string, string?>
        {
            [$"Api:Clients:{Client}:Scopes:1"] = ApiScopes.Deliveries, [$"Api:Clients:{Client}:{key}"] = value,
        });
        Assert.Contains($"Api:Clients:{Client}:{key.Split(':')[0]} ", refusal, StringComparison.Ordinal);
    }
}
