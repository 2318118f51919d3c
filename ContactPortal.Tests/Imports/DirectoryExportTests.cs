using System.IO.Compression;
using System.Net;
using System.Text;
using ContactPortal.Blazor;
using ContactPortal.Domain.Imports;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Imports;

/// <summary>Persons and contacts as files: for whom, and in which form.</summary>
public sealed class DirectoryExportTests(DemonstrationPortal portal) : IClassFixture<DemonstrationPortal>
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Persons_AskedForByAnAdministrator_AreAFileThatTheImportReads()
    {
        using var birthe = await PortalClient.SignedInAsync(portal.Host, "Birthe Lund");
        using var answer = await birthe.GetAsync(PortalUrls.PersonsCsv);
        Assert.Equal(("text/csv", "brugerkatalog.csv"),
            (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.FileName));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        var bytes = await answer.Content.ReadAsByteArrayAsync(CancellationToken);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        var read = Assert.IsType<ImportFileOutcome.Read>(ImportFileReader.Read("fil.csv", bytes, PersonImportLayout.Layout)).File;
        Assert.Equal(PersonImportLayout.Layout.Columns, read.Columns);
        Assert.Contains(read.Lines, l => l[PersonImportLayout.Name] == "Mette Holm" && l[PersonImportLayout.Rid] == "10000001");
    }

    [Fact]
    public async Task Contacts_AskedForByStaff_AreTheOwnMunicipalitys()
    {
        using var mette = await PortalClient.SignedInAsync(portal.Host, "Mette Holm");
        var file = await mette.ReadAsync(PortalUrls.ContactsCsv);
        Assert.Contains("\"101\";\"København\";\"10000001\";\"Mette Holm\";", file, StringComparison.Ordinal);
        Assert.DoesNotContain("\"751\"", file, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Birthe Lund", PortalUrls.PersonsWorkbook, "brugerkatalog.xlsx")]
    [InlineData("Mette Holm", PortalUrls.ContactsWorkbook, "kontakter.xlsx")]
    public async Task Workbook_AskedFor_HoldsTexts(string persona, string address, string name)
    {
        using var client = await PortalClient.SignedInAsync(portal.Host, persona);
        using var answer = await client.GetAsync(address);
        Assert.Equal(name, answer.Content.Headers.ContentDisposition?.FileName);
        await using var archive = new ZipArchive(await answer.Content.ReadAsStreamAsync(CancellationToken));
        using var sheet = new StreamReader(archive.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var cells = await sheet.ReadToEndAsync(CancellationToken);
        Assert.Contains("Mette Holm", cells, StringComparison.Ordinal);
        Assert.Contains("10000001", cells, StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", cells, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mette Holm", PortalUrls.PersonsCsv)]
    [InlineData("Ali Khan", PortalUrls.PersonsWorkbook)]
    [InlineData("Jens Winther", PortalUrls.PersonsCsv)]
    public async Task Persons_AskedForByAnybodyElse_AreRefusedWithTheAdministrators(string persona, string address)
    {
        using var client = await PortalClient.SignedInAsync(portal.Host, persona);
        using var answer = await client.GetAsync(address);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("Birthe Lund", await answer.Content.ReadAsStringAsync(CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PortalUrls.PersonsCsv)]
    [InlineData(PortalUrls.ContactsWorkbook)]
    [InlineData(PortalUrls.PersonTemplate)]
    public async Task AnonymousClient_AskingForAFile_IsRedirectedToTheSignIn(string address)
    {
        using var stranger = new PortalClient(portal.Host);
        using var answer = await stranger.GetAsync(address);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Template_IsAFileThatTheImportReads()
    {
        using var birthe = await PortalClient.SignedInAsync(portal.Host, "Birthe Lund");
        using var answer = await birthe.GetAsync(PortalUrls.PersonTemplate);
        var bytes = await answer.Content.ReadAsByteArrayAsync(CancellationToken);
        var read = Assert.IsType<ImportFileOutcome.Read>(ImportFileReader.Read("skabelon.csv", bytes, PersonImportLayout.Layout)).File;
        Assert.Equal(2, Assert.Single(read.Lines).Number);
    }
}
