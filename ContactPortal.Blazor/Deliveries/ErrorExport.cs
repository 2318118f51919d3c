using System.Net.Mime;
using System.Text;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace ContactPortal.Blazor.Deliveries;

/// <summary>A delivery's errors as a file that a spreadsheet opens; the right is asked for at the request.</summary>
internal static class ErrorExport
{
    private const string ContentType = "text/csv; charset=utf-8";

    public static void MapErrorExport(this IEndpointRouteBuilder app) => app.MapGet(PortalUrls.DeliveryErrors, WriteAsync);

    private static async Task WriteAsync(
        HttpContext http, DeliveryQueries register, PersonDirectory directory, long number, [FromQuery(Name = "tilstand")] string? stateName,
        [FromQuery(Name = "kode")] string? code, CancellationToken cancellationToken)
    {
        // As a page does it: an empty answer would look like a delivery without errors.
        if (http.User.ToActor() is not { } actor)
        {
            await http.ChallengeAsync();
            return;
        }

        if (!await register.IsOpenToAsync(actor, cancellationToken))
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

        // The mark tells spreadsheets that the letters are UTF-8.
        await using var writer = new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteLineAsync(Csv.Line(
            DeliveriesTexts.ColumnCode, DeliveriesTexts.ColumnText, DeliveriesTexts.ColumnField, DeliveriesTexts.ColumnLine,
            DeliveriesTexts.ColumnReference, DeliveriesTexts.ColumnWho, DeliveriesTexts.Explain));
        await foreach (var error in register.AllErrorsAsync(actor, new(number, state, code), cancellationToken))
        {
            await writer.WriteLineAsync(Csv.Line(
                error.Code, error.Text, error.Field, $"{error.Line}", error.Reference, error.ClaimedBy ?? "", error.Explanation ?? ""));
        }
    }

    private static async Task RefuseAsync(HttpContext http, Actor actor, PersonDirectory directory, CancellationToken cancellationToken)
    {
        var administrators = await directory.LocalAdministratorsAsync(actor, cancellationToken);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        http.Response.ContentType = $"{MediaTypeNames.Text.Plain}; charset=utf-8";
        await http.Response.WriteAsync(
            $"{DeliveriesTexts.ClosedBody} "
            + DeliveriesTexts.ClosedAdministrators.Format(
                Municipalities.NameOf(actor.Organisation), ContactTexts.Listed([.. administrators.Select(a => a.Name)])),
            cancellationToken);
    }
}
