using System.Net;
using System.Text.Json;
using ContactPortal.Blazor.Api;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Deliveries;

/// <summary>Any posted body is stored or refused: no server error, and no CPR number or control character is stored.</summary>
public sealed class HostileBodyTests(ITestOutputHelper output, DemonstrationPortal demonstration) : IClassFixture<DemonstrationPortal>
{
    private const int OrdinaryCount = 1_000;
    private const int LongCount = 5_000;
    private const int ShareOverHttp = 10;

    // Every so many bodies are posted again: whether bodies of different seeds are equal, or have the same id, is left to chance.
    private const int Repeats = 10;
    private const string Stored = nameof(IntakeOutcome.Stored);
    private const string Duplicate = nameof(IntakeOutcome.Duplicate);
    private const string ContentMismatch = nameof(IntakeOutcome.ContentMismatch);

    private static readonly HttpStatusCode[] Answers =
        [HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.UnprocessableEntity];

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>The number of bodies; CONTACTPORTAL_BODIES overrides it.</summary>
    private static int Count => TestScale.Count("CONTACTPORTAL_BODIES", OrdinaryCount, LongCount);

    [Theory, EveryDatabase]
    public async Task AnyBody_ReadJudgedAndTakenIn_IsStoredOrRefused(Database on)
    {
        var (first, count) = (TestScale.Seed, Count);
        output.WriteLine($"Seeds {first} to {first + count - 1}");
        await using var portal = await PortalUnderTest.OnAsync(on);
        var outcomes = new Dictionary<string, int>();
        for (var seed = first; seed < first + count; seed++)
        {
            try
            {
                var outcome = await ReceiveAsync(portal, HostileBodies.Of(seed));
                Add(outcome, outcome);
                if (seed % Repeats != 0)
                    continue;

                // The same once more, and another one of the same id.
                Add(await ReceiveAsync(portal, HostileBodies.Of(seed)), outcome == Stored ? Duplicate : outcome);
                Add(await ReceiveAsync(portal, HostileBodies.Of(seed), moreRecords: 1),
                    outcome is Stored or Duplicate ? ContentMismatch : outcome);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Assert.Fail($"CONTACTPORTAL_SEED={seed}: {fault}");
            }
        }

        output.WriteLine(string.Join(", ", outcomes.Select(o => $"{o.Value} {o.Key}")));
        string[] all = [Stored, Duplicate, ContentMismatch, "Invalid", "Malformed"];
        Assert.Equal(all.Order(), outcomes.Keys.Order());
        Assert.All(outcomes.Values, times => Assert.InRange(times, count / 200, count));
        await AssertCleanAsync(portal);

        void Add(string outcome, string expected)
        {
            Assert.Equal(expected, outcome);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }
    }

    [Fact]
    public async Task AnyBody_PostedOverHttp_IsAnsweredWithoutAFault()
    {
        var (first, count) = (TestScale.Seed, Count / ShareOverHttp);
        output.WriteLine($"Seeds {first} to {first + count - 1}");
        using var system = new ReportingSystem(demonstration.Host);
        for (var seed = first; seed < first + count; seed++)
        {
            using var body = new ByteArrayContent(HostileBodies.Of(seed));
            body.Headers.ContentType = new("application/json");
            using var answer = await system.PostAsync(body);
            Assert.True(Answers.Contains(answer.StatusCode), $"CONTACTPORTAL_SEED={seed}: {answer.StatusCode}");
        }

        Assert.Empty(demonstration.Host.Log.Errors.Select(f => f.Text));
    }

    /// <summary>A failed run can be repeated with its seeds.</summary>
    [Fact]
    public void SameSeed_MakesTheSameBody()
    {
        for (var seed = 0; seed < 100; seed++)
            Assert.Equal(HostileBodies.Of(seed), HostileBodies.Of(seed));
    }

    private static async Task<string> ReceiveAsync(PortalUnderTest portal, byte[] body, int moreRecords = 0)
    {
        try
        {
            var posted = await JsonSerializer.DeserializeAsync(
                new MemoryStream(body), DeliveryJson.Default.PostedDelivery, CancellationToken);
            if (posted?.ToReported() is not { } reported)
                return "Malformed";
            return (await portal.ReceiveAsync(reported with { Records = reported.Records + moreRecords })).GetType().Name;
        }
        catch (JsonException)
        {
            return "Malformed";
        }
    }

    private static async Task AssertCleanAsync(PortalUnderTest portal)
    {
        await using var db = await portal.ReadAsync();
        var texts = (await db.DeliveryErrors.AsNoTracking().ToListAsync(CancellationToken)).SelectMany(
            e => new[] { e.Code, e.Text, e.Field, e.Reference }).ToList();
        var ids = (await db.Deliveries.AsNoTracking().ToListAsync(CancellationToken)).Select(d => d.DeliveryId);
        Assert.Contains(texts, text => text.Contains(CprMask.Mask, StringComparison.Ordinal));
        Assert.Contains(texts, text => text.StartsWith('='));
        Assert.DoesNotContain(texts, text => CprMask.MaskIn(text) != text);
        Assert.DoesNotContain(
            texts.Concat(ids), text => text.Any(char.IsControl) || text.Contains('\u202e', StringComparison.Ordinal));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }
}
