using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Text;
using ContactPortal.Blazor;
using ContactPortal.Blazor.Sessions;
using ContactPortal.Blazor.Texts;
using ContactPortal.Tests.Hosting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using PortalSession = ContactPortal.Blazor.Sessions.Session;

namespace ContactPortal.Tests.Deliveries;

/// <summary>The CSV export of a delivery's errors: for holders of the right only, and without formula injection.</summary>
public sealed class ErrorExportTests(DemonstrationPortal portal) : IClassFixture<DemonstrationPortal>
{
    private const string Head = "\"Kode\";\"Tekst\";\"Felt\";\"Linje\";\"Reference\";\"Ansvarlig\";\"Forklar\"";

    private static int lastReference;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("A12", "\"A12\"")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("sagde \"nej\"", "\"sagde \"\"nej\"\"\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("a=1", "\"a=1\"")]
    [InlineData("=\"a\"", "\"'=\"\"a\"\"\"")]
    public void Cell_OfAFile_IsQuotedAndNoFormula(string text, string cell) => Assert.Equal(cell, Csv.Line(text));

    [Fact]
    public void Cells_OfALine_AreSeparatedBySemicolons() => Assert.Equal("\"a\";\"\";\"b\"", Csv.Line("a", "", "b"));

    [Fact]
    public async Task Holder_AskingForErrors_GetsAFileOfThoseThatTheFilterNames()
    {
        var (number, reference) = await PostAsync();
        using var mette = await PortalClient.SignedInAsync(portal.Host, "Mette Holm");
        using var answer = await mette.GetAsync(FileOf(number));
        Assert.Equal(("text/csv", "attachment", $"fejl-{number}.csv"),
            (
                answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.DispositionType,
                answer.Content.Headers.ContentDisposition?.FileName));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        var bytes = await answer.Content.ReadAsByteArrayAsync(CancellationToken);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        Assert.Equal(
            [
                Head, $"\"'=cmd|' /C calc'!A0\";\"'@SUM(A1)\";\"slutdato\";\"17\";\"'-{reference}\";\"\";\"\"",
                $"\"B07\";\"Slutdato ligger før startdato\";\"slutdato\";\"17\";\"{reference}\";\"\";\"\""],
            Lines(Encoding.UTF8.GetString(bytes)));
        Assert.Equal(2, Lines(await mette.ReadAsync($"{FileOf(number)}?tilstand=New&kode=B07")).Length);
        Assert.Single(Lines(await mette.ReadAsync($"{FileOf(number)}?tilstand=Standing")));
    }

    [Theory]
    [InlineData("9")]
    [InlineData("Persisting")]
    public async Task State_ThatIsNone_IsRefused(string state)
    {
        var (number, _) = await PostAsync();
        using var mette = await PortalClient.SignedInAsync(portal.Host, "Mette Holm");
        using var answer = await mette.GetAsync($"{FileOf(number)}?tilstand={state}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("Ali Khan")]
    [InlineData("Birthe Lund")]
    [InlineData("Søren Dahl")]
    [InlineData("Jens Winther")]
    public async Task AnybodyElse_AskingForErrors_GetsNone(string persona)
    {
        var (number, reference) = await PostAsync();
        using var client = await PortalClient.SignedInAsync(portal.Host, persona);
        var file = await client.ReadAsync(FileOf(number));
        Assert.DoesNotContain(reference, file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnonymousClient_AskingForErrors_IsRedirectedToTheSignIn()
    {
        using var stranger = new PortalClient(portal.Host);
        using var answer = await stranger.GetAsync(FileOf(1));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith($"{portal.Host.Address}{PortalUrls.SignIn}", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The session is known to this process and not due for a check; the cookie names no person.</summary>
    [Fact]
    public async Task SessionWithoutAPerson_AskingForErrors_IsRedirectedToTheSignIn()
    {
        var now = portal.Host.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var session = PortalSession.BeginAt(DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()));
        portal.Host.Services.GetRequiredService<SessionActivityStore>().RecordCheck(session);
        using var client = new PortalClient(portal.Host);
        client.SignInAs(
            new ClaimsPrincipal(new ClaimsIdentity(
                [new("session", session.Id), new("began", session.Began.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))],
                CookieAuthenticationDefaults.AuthenticationScheme)));
        using var answer = await client.GetAsync(FileOf(1));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith($"{portal.Host.Address}{PortalUrls.SignIn}", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Posts a delivery of København with a reference that occurs in no other delivery.</summary>
    private async Task<(long Number, string Reference)> PostAsync()
    {
        var reference = $"kun-her-{Interlocked.Increment(ref lastReference)}";
        using var system = new ReportingSystem(portal.Host);
        var number = await system.StoredAsync(
            ADelivery().In(Koebenhavn).With(
                AnError("=cmd|' /C calc'!A0", "@SUM(A1)", $"-{reference}"), AnError("B07", reference: reference)));
        return (number, reference);
    }

    private static string FileOf(long number) => PortalUrls.DeliveryErrors.Replace("{number:long}", $"{number}", StringComparison.Ordinal);

    private static string[] Lines(string file) =>
        file.TrimStart('\ufeff').Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
