using System.Net;
using System.Text;
using ContactPortal.Blazor;
using ContactPortal.Blazor.Agency;
using ContactPortal.Blazor.Demo;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PortalSession = ContactPortal.Blazor.Sessions.Session;

namespace ContactPortal.Tests.Agency;

/// <summary>The contacts and the coverage as files, each saved contact noted with the purpose of the session (A1, A2).</summary>
public sealed class AgencyExportTests(DemonstrationPortal portal) : IClassFixture<DemonstrationPortal>
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Contacts_SavedWithAPurpose_AreThoseThatTheSearchFindsAndEachIsNoted()
    {
        using var jens = await JensAsync(new(LookUpPurposeKind.Other, "prøve af filer"));
        var file = await jens.ReadAsync($"{PortalUrls.AgencyContactsCsv}?kommune=101&soeg=mette%20holm");
        var lines = file.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            "\"Kommune\";\"Navn\";\"Ansvar\";\"Email\";\"Mobil\";\"Telefon\";\"Siden\";\"Fravær til\";\"Hvad er galt\"", lines[0]);
        Assert.StartsWith("\"København\";\"Mette Holm\";\"AMFORA, Resultatdata\";\"", Assert.Single(lines[1..]), StringComparison.Ordinal);
        await using var db = await portal.Host.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken);
        var noted = await db.LookUps.AsNoTracking().SingleAsync(l => l.PurposeText == "prøve af filer", CancellationToken);
        Assert.Equal(
            (new OrganisationCode(101), LookUpKind.Saved, Personas.Find("0-90000001")!.PersonId),
            (noted.Organisation, noted.Kind, noted.ById));
    }

    [Fact]
    public async Task VCards_OfASearchAndOfOneContact_HoldNameAddressAndNumbers()
    {
        using var jens = await JensAsync(new(LookUpPurposeKind.Reporting, ""));
        var cards = await jens.ReadAsync($"{PortalUrls.AgencyContactsVCards}?kommune=101&soeg=mette%20holm");
        Assert.StartsWith(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Mette Holm\r\nN:Holm;Mette;;;\r\nORG:København\r\nTITLE:Ansvar: AMFORA\\, Resultatdata\r\n",
            cards, StringComparison.Ordinal);
        var snapshot = await portal.Host.Snapshots.CurrentAsync(new(101), CancellationToken);
        var mette = snapshot.Active.Single(c => c.Values.Name == "Mette Holm");
        Assert.Contains($"UID:urn:uuid:{mette.Id:D}", cards, StringComparison.Ordinal);
        Assert.Equal(cards, await jens.ReadAsync($"{PortalUrls.AgencyContacts}/101/{mette.Id:D}.vcf"));
        using var other = await jens.GetAsync($"{PortalUrls.AgencyContacts}/751/{mette.Id:D}.vcf");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task Coverage_Saved_HasAllMunicipalitiesWithTheirGapsInWords()
    {
        using var jens = await JensAsync(purpose: null);
        using var answer = await jens.GetAsync(PortalUrls.CoverageCsv);
        var lines = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(CancellationToken))
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(99, lines.Length);
        Assert.Contains(
            lines, l => l.Contains("\"Fanø\";\"0\";\"0\";\"0\";\"0\";\"Ingen aktive kontakter", StringComparison.Ordinal));
        using var workbook = await jens.GetAsync(PortalUrls.CoverageWorkbook);
        Assert.Equal("daekning.xlsx", workbook.Content.Headers.ContentDisposition?.FileName);
    }

    [Fact]
    public async Task Contacts_WithoutAPurpose_AreRefused()
    {
        using var jens = await JensAsync(purpose: null);
        using var answer = await jens.GetAsync(PortalUrls.AgencyContactsCsv);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.StartsWith(
            "Vælg formålet med opslaget", await answer.Content.ReadAsStringAsync(CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PortalUrls.AgencyContactsCsv)]
    [InlineData(PortalUrls.AgencyContactsWorkbook)]
    [InlineData(PortalUrls.AgencyContactsVCards)]
    [InlineData(PortalUrls.CoverageCsv)]
    [InlineData(PortalUrls.CoverageWorkbook)]
    public async Task Files_AskedForByAMunicipalityOrNobody_AreRefused(string address)
    {
        using var birthe = await PortalClient.SignedInAsync(portal.Host, "Birthe Lund");
        using var refused = await birthe.GetAsync(address);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var stranger = new PortalClient(portal.Host);
        using var redirected = await stranger.GetAsync(address);
        Assert.Equal(HttpStatusCode.Redirect, redirected.StatusCode);
    }

    [Theory]
    [InlineData("Jens Winther", PortalUrls.AgencyContacts)]
    [InlineData("Mette Holm", PortalUrls.Contacts)]
    public async Task Front_AfterTheSignIn_IsThePageOfTheRole(string persona, string address)
    {
        using var client = await PortalClient.SignedInAsync(portal.Host, persona);
        using var answer = await client.GetAsync(PortalUrls.Front);
        Assert.Equal(address, answer.Headers.Location?.ToString());
    }

    private async Task<PortalClient> JensAsync(LookUpPurpose? purpose)
    {
        var session = PortalSession.BeginAt(portal.Host.Now);
        var jens = await portal.Host.People.ActorAsync(Personas.Find("0-90000001")!.PersonId, new(101), CancellationToken);
        if (purpose is not null)
            portal.Host.Services.GetRequiredService<LookUpPurposes>().Choose(session.Id, purpose);
        return PortalClient.SignedIn(portal.Host, Assert.IsType<Actor>(jens), session);
    }
}
