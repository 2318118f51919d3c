using ContactPortal.Blazor.Hosting;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Verification;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ContactPortal.Tests.History;

/// <summary>The ends of the histories are appended to a file outside of the database.</summary>
public sealed class HistoryAnchorServiceTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("contactportal-anchors-");

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private string File => Path.Combine(folder.FullName, "ends.txt");

    [Fact]
    public async Task HistoriesThatChanged_AtEachInterval_AreWrittenOnceAndVerified()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        var contact = await portal.AddAsync(AContact());
        await portal.AddAsync(AContact().In(Roskilde));
        using var service = Service(portal);
        await service.StartAsync(CancellationToken);
        await Poll.UntilAsync(() => Lines().Length == 2);

        await portal.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Phone, "33663366"));
        portal.Clock.Advance(new HistoryOptions().AnchorEvery);
        await Poll.UntilAsync(() => Lines().Length == 3);
        await service.StopAsync(CancellationToken);

        var anchors = Lines().Select(line => HistoryAnchor.Parse(line)!).ToList();
        Assert.Equal([(Aarhus, 1L), (Aarhus, 2L)], anchors.Where(a => a.Organisation == Aarhus).Select(a => (a.Organisation, a.Number)));
        Assert.Empty((await portal.Verifier.VerifyAsync(anchors, CancellationToken)).Faults);
    }

    [Fact]
    public async Task FileThatCannotBeWritten_IsReportedOnceAndWrittenLater()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        await portal.AddAsync(AContact());
        Directory.CreateDirectory(File);
        using var service = Service(portal);
        await service.StartAsync(CancellationToken);
        await Poll.UntilAsync(() => portal.Log.Errors.Any());
        Directory.Delete(File);
        portal.Clock.Advance(new HistoryOptions().AnchorEvery);
        await Poll.UntilAsync(() => Lines().Length == 1);
        await service.StopAsync(CancellationToken);
        Assert.Single(portal.Log.Errors);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string[] Lines() => System.IO.File.Exists(File) ? System.IO.File.ReadAllLines(File) : [];

    private HistoryAnchorService Service(PortalUnderTest portal)
    {
        var logging = LoggerFactory.Create(builder => builder.AddProvider(portal.Log));
        return new(
            new(portal.Store, portal.Clock), Options.Create(new HistoryOptions { AnchorFile = File }), portal.Clock,
            logging.CreateLogger<HistoryAnchorService>());
    }
}
