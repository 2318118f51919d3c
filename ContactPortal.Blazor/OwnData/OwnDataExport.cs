using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContactPortal.Blazor.Hosting;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.OwnData;
using ContactPortal.Domain.Storage;
using Microsoft.Extensions.Options;
using SessionOptions = ContactPortal.Blazor.Sessions.SessionOptions;

namespace ContactPortal.Blazor.OwnData;

/// <summary>What the portal holds on the person who is signed in, as a JSON file (O4, GDPR article 15 and 20).</summary>
internal static class OwnDataExport
{
    private const string FileName = "mine-oplysninger.json";

    private static readonly JsonSerializerOptions Options = new()
    {
        // Danish letters as they are; the file is no part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new OrganisationConverter(), new JsonStringEnumConverter() },
    };

    public static void MapOwnDataExport(this IEndpointRouteBuilder app) => app.MapGet(PortalUrls.OwnDataJson, ReadAsync);

    private static async Task<IResult> ReadAsync(
        HttpContext http, OwnDataQueries queries, LookUpLog lookUps, SignedInSessions signedIn, IOptions<SessionOptions> session,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        if (http.User.ToActor() is not { } actor)
            return Results.Forbid();
        var now = clock.GetUtcNow();
        var data = await queries.ReadAsync(actor, cancellationToken);
        var sessions = await signedIn.OfAsync(actor.PersonId, now - session.Value.Longest, cancellationToken);
        var file = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                ReadAt = now, Version = PortalVersion.Text, data.PersonId, data.Entries, data.Places, data.Rights, data.ClaimedErrors,
                data.Mails, LookUps = await lookUps.OfPersonAsync(actor, int.MaxValue, cancellationToken),
                Sessions = sessions.Select(s => new { s.BeganAt, s.Browser }),
            },
            Options);
        return Results.File(file, MediaTypeNames.Application.Json, FileName);
    }

    /// <summary>An organisation by its name.</summary>
    private sealed class OrganisationConverter : JsonConverter<OrganisationCode>
    {
        public override OrganisationCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, OrganisationCode value, JsonSerializerOptions options) =>
            writer.WriteStringValue(OwnDataNames.Of(value));
    }
}
