using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Scim;

/// <summary>A large municipality, read in pages of 100 (P8).</summary>
public sealed class ScimPagingTests(DemonstrationPortal portal, ITestOutputHelper output) : IClassFixture<DemonstrationPortal>
{
    private const int PageSize = 100;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ManyUsers_InPages_AreReadOnceEachInAStableOrder()
    {
        var municipality = portal.TakeMunicipality();
        using var client = await ScimClient.OfAsync(portal.Host, municipality);
        var before = (await client.GetAsync("Users?count=0")).Total;
        var count = TestScale.Count("CONTACTPORTAL_USERS", ordinary: 2_000, inLongRuns: 10_000) - before;
        ImmutableArray<Person> persons =
        [
            .. Enumerable.Range(0, count).Select(i => APerson().In(municipality).WithRid(
                (60_000_000 + i).ToString(CultureInfo.InvariantCulture)).Build()),
        ];
        var watch = Stopwatch.StartNew();
        await portal.Host.People.ImportAsync(municipality, persons, CancellationToken);
        output.WriteLine($"{count} persons added in {watch.ElapsedMilliseconds} ms");
        watch.Restart();
        List<string> ids = [];
        for (var start = 1; start <= count + before; start += PageSize)
        {
            var page = await client.GetAsync($"Users?startIndex={start}&count={PageSize}");
            Assert.Equal((HttpStatusCode.OK, count + before), (page.Status, page.Total));
            ids.AddRange(page.Ids);
        }

        output.WriteLine($"{ids.Count} users read in {watch.ElapsedMilliseconds} ms");
        Assert.Equal(count + before, ids.Distinct().Count());
        Assert.Superset(persons.Select(p => $"{p.Id}").ToHashSet(), ids.ToHashSet());
        Assert.Equal(ids.Slice(5, 5), (await client.GetAsync("Users?startIndex=6&count=5")).Ids);
        Assert.Empty((await client.GetAsync($"Users?startIndex={count + before + 1}")).Ids);
        Assert.Equal(500, (await client.GetAsync("Users?count=100000")).Ids.Count());
        Assert.Equal(ids[..PageSize], (await client.GetAsync("Users?startIndex=-3")).Ids);
    }
}
