using System.Net;
using System.Security.Cryptography;
using ContactPortal.Blazor;
using ContactPortal.Tests.Hosting;
using Microsoft.IdentityModel.Tokens;

namespace ContactPortal.Tests.SignIn;

/// <summary>Sign-outs that begin at the provider, over both channels, and what a sign-out here says to it (O2).</summary>
public sealed class ProviderSignOutTests(SeededDatabase seeded) : ScriptedProviderTest(seeded)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FrontChannel_WithSid_EndsThatSessionWithOrWithoutTheIssuer(bool names)
    {
        await ExpectAsync("anne", "session-1");
        using var anne = await SignInAsync();
        await ExpectAsync("bent", "session-2");
        using var bent = await SignInAsync();
        using var answer = await FrameAsync(names ? $"iss={Uri.EscapeDataString(Provider.Issuer)}&sid=session-1" : "sid=session-1");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.False(await anne.IsSignedInAsync());
        Assert.True(await bent.IsSignedInAsync());
    }

    [Theory]
    [InlineData("sid=made-up")]
    [InlineData("iss=https%3A%2F%2Fother.example&sid=session-1")]
    [InlineData("iss=https%3A%2F%2Fother.example")]
    [InlineData("")]
    public async Task FrontChannel_WithValuesOfNoSession_WritesNothing(string query)
    {
        await ExpectAsync("anne", "session-1");
        using var anne = await SignInAsync();
        var before = await CountSessionsAsync();
        using var answer = await FrameAsync(query);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(before, await CountSessionsAsync());
        Assert.True(await anne.IsSignedInAsync());
    }

    [Fact]
    public async Task SignIn_WithASidThatWasEnded_IsLetIn()
    {
        var person = await ExpectAsync("anne", "session-1");
        using var first = await SignInAsync();
        using var ended = await FrameAsync("sid=session-1");
        Assert.False(await first.IsSignedInAsync());
        ExpectAgain(person, "anne", "session-1");
        using var second = await SignInAsync();
        Assert.True(await second.IsSignedInAsync());
    }

    [Fact]
    public async Task BackChannel_WithSid_EndsThatSessionAndClosesItsPage()
    {
        var person = await ExpectAsync("anne", "session-1");
        using var anne = await SignInAsync();
        ExpectAgain(person, "anne", "session-2");
        using var elsewhere = await SignInAsync();
        await using var page = await anne.OpenAsync();
        using var answer = await PostAsync(Provider.Sign(Logout(("sid", "session-1"), ("sub", "anne"))));
        Assert.Equal((HttpStatusCode.OK, true), (answer.StatusCode, answer.Headers.CacheControl?.NoStore));
        await page.Closed.WaitAsync(Timeout, CancellationToken);
        Assert.False(await anne.IsSignedInAsync());
        Assert.True(await elsewhere.IsSignedInAsync());
    }

    [Fact]
    public async Task BackChannel_WithTheSubjectAlone_EndsAllItsSessions()
    {
        var person = await ExpectAsync("anne", "session-1");
        using var one = await SignInAsync();
        ExpectAgain(person, "anne");
        using var two = await SignInAsync();
        await ExpectAsync("bent");
        using var bent = await SignInAsync();
        using var answer = await PostAsync(Provider.Sign(Logout(("sub", "anne"))));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            (false, false, true), (await one.IsSignedInAsync(), await two.IsSignedInAsync(), await bent.IsSignedInAsync()));
    }

    [Fact]
    public async Task BackChannel_TokenSentAgain_IsRefusedAndEndsNothing()
    {
        var person = await ExpectAsync("anne");
        using var first = await SignInAsync();
        var token = Provider.Sign(Logout(("sub", "anne")));
        using var accepted = await PostAsync(token);
        ExpectAgain(person, "anne");
        using var second = await SignInAsync();
        using var again = await PostAsync(token);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (accepted.StatusCode, again.StatusCode));
        Assert.True(await second.IsSignedInAsync());
    }

    [Theory]
    [InlineData("iss", "https://other.example")]
    [InlineData("aud", "another")]
    [InlineData("iat", null)]
    [InlineData("iat", "900")]
    [InlineData("iat", "-900")]
    [InlineData("exp", "900")]
    [InlineData("jti", null)]
    [InlineData("events", null)]
    [InlineData("events", "text")]
    [InlineData("nonce", "n")]
    [InlineData("sub", null)]
    public async Task BackChannel_TokenThatDoesNotComply_IsRefusedAndWritesNothing(string claim, string? value)
    {
        await ExpectAsync("anne");
        using var anne = await SignInAsync();
        var before = await CountSessionsAsync();
        var claims = Logout(("sub", "anne"));
        claims.Remove(claim);
        if (value is not null)
            claims[claim] = int.TryParse(value, out var ago) ? Portal.Now.AddSeconds(-ago).ToUnixTimeSeconds() : value;
        await AssertRefusedAsync(Provider.Sign(claims));
        Assert.Equal(before, await CountSessionsAsync());
        Assert.True(await anne.IsSignedInAsync());
    }

    [Fact]
    public async Task BackChannel_WithoutAValidSignature_IsRefused()
    {
        await ExpectAsync("anne");
        using var anne = await SignInAsync();
        using var rsa = RSA.Create(2048);
        var signed = Provider.Sign(Logout(("sub", "anne")));
        var unsigned = $"{Base64UrlEncoder.Encode("{\"alg\":\"none\"}")}.{signed.Split('.')[1]}.";
        foreach (var token in new[]
        {
            null, "", "x", "a.b.c", unsigned, $"{signed[..signed.LastIndexOf('.')]}.",
            Provider.Sign(Logout(("sub", "anne")), new(rsa) { KeyId = "scripted" }), Provider.IssuedIdToken!,
        })
        {
            await AssertRefusedAsync(token);
        }

        Assert.True(await anne.IsSignedInAsync());
    }

    [Fact]
    public async Task SignOut_Here_HintsAtTheSignInThatItEnds_AndForgetsItsToken()
    {
        await ExpectAsync("anne", "session-1");
        using var anne = await SignInAsync();
        var issued = Provider.IssuedIdToken;
        Assert.DoesNotContain(issued!, string.Join('\n', anne.Cookies.GetAllCookies().Select(c => c.Value)), StringComparison.Ordinal);
        using var answer = await anne.PostAsync(await anne.ReadAsync(PortalUrls.Contacts), PortalUrls.SignOut);
        Assert.Equal(PortalUrls.SignIn, (await FollowAsync(anne, answer.Headers.Location!.ToString())).AbsolutePath);
        Assert.Equal(issued, Provider.SignOutHint);
        Assert.Equal(0, (await CountSessionsAsync()).AtProvider);
    }

    [Fact]
    public async Task SignOut_WithATokenTooLongForAnAddress_SendsNoHint()
    {
        await ExpectAsync("anne", "session-1");
        Provider.Claims["long"] = new string('x', 5000);
        using var anne = await SignInAsync();
        using var answer = await anne.PostAsync(await anne.ReadAsync(PortalUrls.Contacts), PortalUrls.SignOut);
        Assert.Equal(PortalUrls.SignIn, (await FollowAsync(anne, answer.Headers.Location!.ToString())).AbsolutePath);
        Assert.Null(Provider.SignOutHint);
    }

    private Dictionary<string, object> Logout(params (string Claim, object Value)[] claims)
    {
        var all = Provider.LogoutClaims(Portal.Now);
        foreach (var (claim, value) in claims)
            all[claim] = value;
        return all;
    }

    private async Task<HttpResponseMessage> FrameAsync(string query)
    {
        using var frame = Portal.Client();
        return await frame.GetAsync($"{PortalUrls.ProviderSignOut}?{query}", CancellationToken);
    }

    private async Task<HttpResponseMessage> PostAsync(string? token)
    {
        using var client = Portal.Client();
        using var form = new FormUrlEncodedContent(token is null ? [] : [new("logout_token", token)]);
        return await client.PostAsync(PortalUrls.ProviderSignOut, form, CancellationToken);
    }

    private async Task AssertRefusedAsync(string? token)
    {
        using var answer = await PostAsync(token);
        Assert.Equal((HttpStatusCode.BadRequest, true), (answer.StatusCode, answer.Headers.CacheControl?.NoStore));
        Assert.Contains("invalid_request", await answer.Content.ReadAsStringAsync(CancellationToken), StringComparison.Ordinal);
    }
}
