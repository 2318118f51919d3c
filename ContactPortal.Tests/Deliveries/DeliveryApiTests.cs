using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ContactPortal.Blazor;
using ContactPortal.Blazor.Api;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Tests.Hosting;

using Microsoft.Extensions.Logging;

namespace ContactPortal.Tests.Deliveries;

/// <summary>The delivery API over HTTP, as a reporting system calls it (D2).</summary>
public sealed class DeliveryApiTests(DemonstrationPortal portal) : IClassFixture<DemonstrationPortal>, IDisposable
{
    private const int LargestBody = 32 * 1024 * 1024;

    private readonly ReportingSystem system = new(portal.Host);
    private readonly int faultsBefore = portal.Host.Log.Errors.Count();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        system.Dispose();
        Assert.Empty(portal.Host.Log.Errors.Skip(faultsBefore));
    }

    [Fact]
    public async Task Delivery_Posted_IsAnsweredWithItsCounts_AndAgainWithTheSame()
    {
        var sent = ADelivery().In(Roskilde).With(AnError("A12", reference: "sag-1"), AnError("B07", reference: "sag-2"));
        var (created, first) = await PostAsync(sent);
        Assert.Equal(HttpStatusCode.Created, created);
        Assert.Equal(
            (Roskilde.Value, sent.Id, 2, 2, 0, 0),
            (first.Organisation, first.DeliveryId, first.Errors, first.New, first.Standing, first.Mended));
        Assert.Equal((HttpStatusCode.OK, first), await PostAsync(sent));

        var (_, next) = await PostAsync(
            ADelivery().In(Roskilde).With(AnError("B07", reference: "sag-2"), AnError("C03", reference: "sag-3")));
        Assert.Equal((2, 1, 1, 1), (next.Errors, next.New, next.Standing, next.Mended));
    }

    [Fact]
    public async Task Delivery_Stored_IsFoundAtItsLocation()
    {
        var sent = ADelivery().WithId("a/b?c=d&e f-" + Guid.NewGuid()).With(AnError());
        using var created = await system.PostAsync(sent);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        using var found = await system.GetAsync(created.Headers.Location!);
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        Assert.Equal(
            await created.Content.ReadFromJsonAsync<DeliveryAnswer>(CancellationToken),
            await found.Content.ReadFromJsonAsync<DeliveryAnswer>(CancellationToken));
    }

    [Fact]
    public async Task SameDelivery_FormattedDifferently_IsTheSame()
    {
        var sent = ADelivery().With(AnError());
        await system.StoredAsync(sent);
        var body = $$"""
             { "ERRORS": [ {"text":"Slutdato ligger f\u00f8r startdato","reference":"sag-4711","line":17,
                            "unknown":{"a":[1]},"field":"slutdato","code":"A12"} ],
               "records":1200, "deliveryId":"{{sent.Id}}", "period":"{{sent.Period}}", "type":"AMFORA", "organisation": 751 }
            """;
        using var answer = await system.PostAsync(Json(body));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task SameId_WithOtherContent_IsRefusedInBothLanguages()
    {
        var sent = ADelivery();
        await system.StoredAsync(sent);
        using var answer = await system.PostAsync(sent.With(AnError()));
        var problem = await ProblemAsync(answer, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(
            "En anden leverance er allerede modtaget med dette deliveryId. / Another delivery has been taken in with this deliveryId.",
            problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Status_Requested_IsReturnedForStoredDeliveriesOnly()
    {
        var sent = ADelivery().WithId("a/b?c=d&e f-" + Guid.NewGuid()).With(AnError());
        using (var unknown = await system.GetStatusAsync(sent.Organisation.Value, sent.Id))
            await ProblemAsync(unknown, HttpStatusCode.NotFound);
        var (_, stored) = await PostAsync(sent);
        using var known = await system.GetStatusAsync(sent.Organisation.Value, sent.Id);
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        Assert.Equal(stored, await known.Content.ReadFromJsonAsync<DeliveryAnswer>(CancellationToken));
        using (var elsewhere = await system.GetStatusAsync(Koebenhavn.Value, sent.Id))
            await ProblemAsync(elsewhere, HttpStatusCode.NotFound);
        using (var nowhere = await system.GetStatusAsync(999, sent.Id))
            await ProblemAsync(nowhere, HttpStatusCode.NotFound);
        system.Token = null;
        using var anonymous = await system.GetStatusAsync(sent.Organisation.Value, sent.Id);
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
    }

    [Fact]
    public async Task BodyWithManyFaults_Posted_ReportsEachByItsPath_InBothLanguages()
    {
        using var answer = await system.PostAsync(Json("""
            {"organisation":999,"type":"UKENDT","period":"2999-01","deliveryId":"","records":-1,
             "errors":[{"code":"A","text":"x"},{"text":"a\u0000b","line":0},null]}
            """));
        var problem = await ProblemAsync(answer, HttpStatusCode.BadRequest);
        var errors = problem.GetProperty("errors");
        Assert.Equal(
            ["deliveryId", "errors[1].code", "errors[1].line", "errors[1].text", "errors[2]", "organisation", "period", "records", "type"],
            errors.EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        Assert.Equal("Ingen kommune har denne kode. / No municipality has this code.", errors.GetProperty("organisation")[0].GetString());
        Assert.Equal("Perioden er ikke begyndt. / The period has not begun.", errors.GetProperty("period")[0].GetString());
        Assert.All(errors.EnumerateObject(), e => Assert.Contains(" / ", e.Value[0].GetString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("null", "body")]
    [InlineData("[]", "body")]
    [InlineData("{", "body")]
    [InlineData("not json", "body")]
    [InlineData("{\"organisation\":\"x\"}", "organisation")]
    [InlineData("{\"organisation\":101.5}", "organisation")]
    [InlineData("{\"organisation\":1e400}", "organisation")]
    [InlineData("{\"records\":99999999999}", "records")]
    [InlineData("{\"type\":7}", "type")]
    [InlineData("{\"deliveryId\":\"\\ud800\"}", "deliveryId")]
    [InlineData("{\"errors\":{}}", "errors")]
    [InlineData("{\"errors\":[{},{\"line\":\"x\"}]}", "errors[1].line")]
    [InlineData("{\"errors\":[[]]}", "errors[0]")]
    public async Task MalformedJson_Posted_ReportsThePath(string body, string place)
    {
        using var answer = await system.PostAsync(Json(body));
        var problem = await ProblemAsync(answer, HttpStatusCode.BadRequest);
        Assert.Equal(place, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task Token_MissingOrWrong_IsRefused_AndWithoutTheScopeForbidden()
    {
        var sent = ADelivery();
        string?[] wrong =
        [
            null, "", "x", "a.b.c", ReportingSystem.TokenWith() + "x", ReportingSystem.TokenWith(key: new byte[32]),
            ReportingSystem.TokenWith(audience: "another"),
            ReportingSystem.TokenWith(issuer: "another"), ReportingSystem.TokenWith(endsIn: TimeSpan.FromMinutes(-10)), Unsigned(),
        ];
        foreach (var token in wrong)
        {
            system.Token = token;
            using var answer = await system.PostAsync(sent);
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{token}: {answer.StatusCode}");
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.First().Scheme);
            await ProblemAsync(answer, HttpStatusCode.Unauthorized);
        }

        foreach (var scope in new[] { "", "deliveriesx", "openid profile" })
        {
            system.Token = ReportingSystem.TokenWith(scope);
            using var answer = await system.PostAsync(sent);
            var problem = await ProblemAsync(answer, HttpStatusCode.Forbidden);
            Assert.Contains("mangler scopet \"deliveries\"", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
            Assert.Equal("Bearer error=\"insufficient_scope\", scope=\"deliveries\"", $"{Assert.Single(answer.Headers.WwwAuthenticate)}");
        }

        Assert.Contains(
            portal.Host.Log.Lines, line => line.Level == LogLevel.Warning
                && line.Text.Contains($"client {ReportingSystem.Name} was refused", StringComparison.Ordinal));

        system.Token = ReportingSystem.TokenWith(ReportingSystem.Scope);
        await system.StoredAsync(sent);
    }

    [Theory]
    [InlineData("scope", "deliveries")]
    [InlineData("scope", "openid api://0f9b3c1d/deliveries")]
    [InlineData("scp", "deliveries")]
    [InlineData("scp", "User.Read deliveries")]
    [InlineData("roles", "deliveries", "other")]
    [InlineData("scope", "other", "deliveries")]
    public async Task Scope_InEveryFormThatIsIssued_Counts(string claim, params string[] values)
    {
        system.Token = ReportingSystem.TokenWithScopeIn(claim, values.Length == 1 ? values[0] : values);
        await system.StoredAsync(ADelivery());
    }

    [Theory]
    [InlineData("roles", "administrator")]
    [InlineData("groups", "deliveries")]
    [InlineData("scp", "deliveries.read")]
    [InlineData("scope", "api://0f9b3c1d/mydeliveries")]
    public async Task Scope_OfAnotherNameOrInAnotherClaim_DoesNotCount(string claim, string value)
    {
        system.Token = ReportingSystem.TokenWithScopeIn(claim, value);
        using var answer = await system.PostAsync(ADelivery());
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task SignedInPerson_CallsTheApi_IsRefused()
    {
        using var mette = await PortalClient.SignedInAsync(portal.Host, "Mette Holm");
        using var answer = await mette.GetAsync($"{PortalUrls.ApiDeliveries}?organisation=101&deliveryId=x");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task BodyOverTheLimit_WithContentLength_IsRefusedBeforeItIsRead()
    {
        var address = new Uri(portal.Host.Address);
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port, CancellationToken);
        var head = $"POST {PortalUrls.ApiDeliveries} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {system.Token}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {LargestBody + 1}\r\n\r\n";
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), CancellationToken);
        using var reader = new StreamReader(connection.GetStream());
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync(CancellationToken));
        Assert.Contains("højst 32 MB", await reader.ReadToEndAsync(CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BodyOverTheLimit_Chunked_IsRefused()
    {
        var body = new ByteArrayContent(Encoding.ASCII.GetBytes(new string(' ', LargestBody + 1)));
        body.Headers.ContentType = new("application/json");
        using var answer = await system.PostAsync(new Pieces(body));
        await ProblemAsync(answer, HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task ContentOfAnotherType_IsRefused(string type)
    {
        using var answer = await system.PostAsync(new StringContent("{}", new MediaTypeHeaderValue(type)));
        await ProblemAsync(answer, HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task FiftyThousandErrors_InOneDelivery_AreStored_AndOneMoreIsNot()
    {
        var sent = ADelivery().In(Roskilde).Of(Resultat);
        var (status, answer) = await PostAsync(sent.With(SomeErrors(ReportedDelivery.MaxErrors)));
        Assert.Equal((HttpStatusCode.Created, ReportedDelivery.MaxErrors), (status, answer.Errors));
        using var more = await system.PostAsync(sent.WithId("one-more").With(SomeErrors(ReportedDelivery.MaxErrors + 1)));
        var problem = await ProblemAsync(more, HttpStatusCode.BadRequest);
        Assert.Equal("errors", Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task MillionsOfEmptyErrors_InOneBody_CostNoMoreThanFiftyThousand()
    {
        var body = "{\"errors\":[" + string.Join(',', Enumerable.Repeat("{}", 5_000_000)) + "]}";
        var posted = await JsonSerializer.DeserializeAsync(
            new MemoryStream(Encoding.ASCII.GetBytes(body)), DeliveryJson.Default.PostedDelivery, CancellationToken);
        Assert.Equal(ReportedDelivery.MaxErrors + 1, posted!.Errors!.Count);
    }

    [Fact]
    public async Task CprNumbers_Posted_AreInNoLineOfTheLog()
    {
        const string canary = "1503851234";
        await system.StoredAsync(ADelivery().With(AnError(text: canary, reference: canary)));
        using (var invalid = await system.PostAsync(ADelivery().With(AnError(code: canary.PadRight(DeliveryRules.LongestCode + 1), text: canary))))
            await ProblemAsync(invalid, HttpStatusCode.BadRequest);
        using (var malformed = await system.PostAsync(Json($"{{\"organisation\":\"{canary}\"")))
            await ProblemAsync(malformed, HttpStatusCode.BadRequest);
        Assert.NotEmpty(portal.Host.Log.Lines);
        Assert.DoesNotContain(portal.Host.Log.Lines, line => line.Text.Contains(canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Description_InOpenApi_NamesTheAddressAndWhatIsSentAndAnswered()
    {
        using var client = portal.Host.Client();
        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", CancellationToken);
        var paths = document.GetProperty("paths");
        Assert.Equal(
            [PortalUrls.ApiBounces, PortalUrls.ApiContacts, PortalUrls.ApiCoverage, PortalUrls.ApiDeliveries],
            paths.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        var post = paths.GetProperty(PortalUrls.ApiDeliveries).GetProperty("post");
        Assert.Equal("application/json", Assert.Single(post.GetProperty("requestBody").GetProperty("content").EnumerateObject()).Name);
        Assert.Equal(
            ["200", "201", "400", "401", "403", "413", "415", "422", "429"], post.GetProperty("responses")
                .EnumerateObject().Select(r => r.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["200", "401", "403", "404", "429"], paths.GetProperty(PortalUrls.ApiDeliveries)
                .GetProperty("get").GetProperty("responses").EnumerateObject().Select(r => r.Name).Order(StringComparer.Ordinal));
        Assert.EndsWith(
            "/ReportedDelivery", post.GetProperty("requestBody").GetProperty("content")
                .GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString(), StringComparison.Ordinal);
        var schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.Equal(
            ["deliveryId", "errors", "organisation", "period", "records", "type"],
            schemas.GetProperty("ReportedDelivery")
                .GetProperty("properties").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["code", "field", "line", "reference", "text"],
            schemas.GetProperty("ReportedError")
                .GetProperty("properties").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EveryOperation_InOpenApi_NeedsTheTokenAndAnswersFailuresWithProblemDetails()
    {
        using var client = portal.Host.Client();
        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", CancellationToken);
        var scheme = document.GetProperty("components").GetProperty("securitySchemes").GetProperty("Bearer");
        Assert.Equal(("http", "bearer"), (scheme.GetProperty("type").GetString(), scheme.GetProperty("scheme").GetString()));
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Path: path.Name, Operation: operation))).ToList();
        Assert.Equal(5, operations.Count);
        foreach (var (path, operation) in operations)
        {
            var required = Assert.Single(operation.Value.GetProperty("security").EnumerateArray()).GetProperty("Bearer");
            var scope = path switch
            {
                PortalUrls.ApiBounces => "bounces",
                PortalUrls.ApiDeliveries => "deliveries",
                _ => "contacts.read",
            };
            Assert.Equal([scope], required.EnumerateArray().Select(value => value.GetString()));
            var responses = operation.Value.GetProperty("responses");
            foreach (var status in new[] { "401", "403", "429" })
                Assert.True(responses.TryGetProperty(status, out _), $"{operation.Name}: {status}");
            foreach (var failure in responses.EnumerateObject().Where(response => response.Name[0] is not ('2' or '3')))
                Assert.Equal("application/problem+json", Assert.Single(failure.Value.GetProperty("content").EnumerateObject()).Name);
        }
    }

    [Fact]
    public async Task Guide_ForReportingSystems_IsLinkedFromEveryPageAndCanBeFollowed()
    {
        using var anonymous = new PortalClient(portal.Host);
        Assert.Contains($"href=\".{PortalUrls.ApiGuide}\"", await anonymous.ReadAsync(PortalUrls.SignIn), StringComparison.Ordinal);
        var guide = await anonymous.ReadAsync(PortalUrls.ApiGuide);
        Assert.Contains("Vejledning til indberettende systemer", guide, StringComparison.Ordinal);
        Assert.Contains("/openapi/v1.json", guide, StringComparison.Ordinal);
        Assert.Contains($"curl {portal.Host.Address}/api/deliveries", guide, StringComparison.Ordinal);
        Assert.Contains("dotnet user-jwts", guide, StringComparison.Ordinal);
        var start = guide.IndexOf("-d '{", StringComparison.Ordinal) + 4;
        using var answer = await system.PostAsync(Json(guide[start..guide.IndexOf("}'", start, StringComparison.Ordinal)] + "}"));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static string Unsigned()
    {
        var parts = ReportingSystem.TokenWith().Split('.');
        return $"{Convert.ToBase64String("{\"alg\":\"none\",\"typ\":\"JWT\"}"u8).TrimEnd('=')}.{parts[1]}.";
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(CancellationToken);
    }

    private async Task<(HttpStatusCode Status, DeliveryAnswer Answer)> PostAsync(ReportedDelivery delivery)
    {
        using var answer = await system.PostAsync(delivery);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<DeliveryAnswer>(CancellationToken))!);
    }

    /// <summary>A body without a Content-Length.</summary>
    private sealed class Pieces : HttpContent
    {
        private readonly HttpContent body;

        public Pieces(HttpContent body)
        {
            this.body = body;
            Headers.ContentType = body.Headers.ContentType;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            body.CopyToAsync(stream, context, CancellationToken);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
