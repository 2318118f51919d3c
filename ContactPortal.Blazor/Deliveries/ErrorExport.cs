using System.Text;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using Microsoft.AspNetCore.Mvc;

namespace ContactPortal.Blazor.Deliveries;

/// <summary>Exports a delivery's errors as CSV for spreadsheets; the right is checked in the database at each request.</summary>
internal static class ErrorExport
{
    private const string ContentType = "text/csv; charset=utf-8";

    public static void MapErrorExport(this IEndpointRouteBuilder app) => app.MapGet(PortalUrls.DeliveryErrors, WriteAsync);

    private static async Task WriteAsync(
        HttpContext http, DeliveryQueries queries, PersonDirectory directory, long number, [FromQuery(Name = "tilstand")] string? stateName,
        [FromQuery(Name = "kode")] string? code, CancellationToken cancellationToken)
    {
        if (await http.ActorOrSignInAsync() is not { } actor)
            return;
        if (!await queries.IsOpenToAsync(actor, cancellationToken))
        {
            await RefuseAsync(http, actor, directory, cancellationToken);
            return;
        }

        if (!ErrorStateNames.TryParse(stateName, out var state))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        http.Response.ContentType = ContentType;
        http.Response.Headers.ContentDisposition = $"attachment; filename=fejl-{number}.csv";

        // The byte order mark tells spreadsheets that the file is UTF-8.
        await using var writer = new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteLineAsync(Csv.Line(
            DeliveriesTexts.ColumnCode, DeliveriesTexts.ColumnText, DeliveriesTexts.ColumnField, DeliveriesTexts.ColumnLine,
            DeliveriesTexts.ColumnReference, DeliveriesTexts.ColumnWho, DeliveriesTexts.Explain));
        await foreach (var error in queries.AllErrorsAsync(actor, new(number, state, code), cancellationToken))
        {
            await writer.WriteLineAsync(Csv.Line(
                error.Code, error.Text, error.Field, $"{error.Line}", error.Reference, error.ClaimedBy ?? "", error.Explanation ?? ""));
        }
    }

    private static async Task RefuseAsync(HttpContext http, Actor actor, PersonDirectory directory, CancellationToken cancellationToken)
    {
        var administrators = await directory.LocalAdministratorsAsync(actor, cancellationToken);
        await http.RefuseAsync(
            $"{DeliveriesTexts.ClosedBody} "
            + DeliveriesTexts.ClosedAdministrators.Format(
                Municipalities.NameOf(actor.Organisation), ContactTexts.Listed([.. administrators.Select(a => a.Name)])),
            cancellationToken);
    }
}
