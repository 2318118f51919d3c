using System.Collections.Immutable;
using System.Globalization;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.AspNetCore.WebUtilities;

namespace ContactPortal.Blazor.Deliveries;

/// <summary>
/// One delivery and its errors (D6); only the visible rows are loaded, and reloaded after any change in the organisation.
/// </summary>
public sealed partial class DeliveryDetail
{
    private const float RowHeight = 45;

    // aria-rowindex 1 is the header row.
    private const int FirstRow = 2;

    private Virtualize<ErrorLine>? list;
    private ErrorQuery query = null!;
    private ImmutableArray<CodeCount> codes = [];
    private string? notice;
    private long? loadedVersion;
    private int all;

    /// <summary>The signed-in person, in one organisation.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>The delivery.</summary>
    [Parameter, EditorRequired]
    public required DeliverySummary Delivery { get; set; }

    /// <summary>Its type.</summary>
    [Parameter, EditorRequired]
    public required DeliveryType Type { get; set; }

    /// <summary>The version of the snapshot; a new one reloads the errors.</summary>
    [Parameter, EditorRequired]
    public required long Number { get; set; }

    [Inject]
    private DeliveryQueries Queries { get; set; } = null!;

    [Inject]
    private ILogger<DeliveryDetail> Logger { get; set; } = null!;

    private (ErrorState? State, string Text, int Count)[] States =>
    [
        (null, DeliveriesTexts.StateAll, Delivery.Errors),
        (ErrorState.New, DeliveriesTexts.StateNew, Delivery.New),
        (ErrorState.Persisting, DeliveriesTexts.StateStanding, Delivery.Persisting),
        (ErrorState.Resolved, DeliveriesTexts.StateMended, Delivery.Resolved),
    ];

    private string ExportAddress => QueryHelpers.AddQueryString(
        PortalUrls.DeliveryErrors.Replace(
            "{number:long}", Delivery.Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
        new Dictionary<string, string?> { ["tilstand"] = ErrorStateNames.NameOf(query.State), ["kode"] = query.Code });

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (loadedVersion == Number)
            return;
        loadedVersion = Number;
        query ??= new(Delivery.Number, State: null, Code: null);
        await ReadAsync();
    }

    private Task FilterAsync(ErrorQuery next)
    {
        query = next;
        return ReadAsync();
    }

    private async Task ReadAsync()
    {
        codes = await Queries.CodesAsync(Actor, query, Disposed);
        all = query.Code is null ? codes.Sum(c => c.Errors) : codes.FirstOrDefault(c => c.Code == query.Code)?.Errors ?? 0;
        if (list is not null)
            await list.RefreshDataAsync();
    }

    private async ValueTask<ItemsProviderResult<ErrorLine>> ProvideAsync(ItemsProviderRequest request)
    {
        var page = await Queries.ErrorsAsync(Actor, query, request.StartIndex, request.Count, request.CancellationToken);
        return new(page.Errors.Select((error, i) => new ErrorLine(request.StartIndex + i + FirstRow, error)), page.All);
    }

    private Task ClaimAsync((DeliveryError Error, bool Claim) request) =>
        ExecuteAsync(() => Queries.ClaimAsync(Actor, request.Error.Delivery, request.Error.Position, request.Claim, Disposed));

    private Task ExplainAsync((DeliveryError Error, string Text) request) =>
        ExecuteAsync(() => Queries.ExplainAsync(Actor, request.Error.Delivery, request.Error.Position, request.Text, Disposed));

    private async Task ExecuteAsync(Func<Task<bool>> command)
    {
        try
        {
            notice = await command() ? null : DeliveriesTexts.NotDone;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(Logger, exception.FailureLevel, Delivery.Number, exception);
            notice = CommandFailure.TextOf(exception, DeliveriesTexts.Failed);
        }
    }

    /// <summary>An error and its aria-rowindex in the whole table.</summary>
    private sealed record ErrorLine(int Row, DeliveryError Error);

    [LoggerMessage("An error of delivery {Number} could not be changed")]
    private static partial void LogFailed(ILogger logger, LogLevel level, long number, Exception exception);
}
