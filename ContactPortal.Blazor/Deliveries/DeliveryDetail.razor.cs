using System.Collections.Immutable;
using System.Globalization;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.AspNetCore.WebUtilities;

namespace ContactPortal.Blazor.Deliveries;

/// <summary>One delivery and its errors; only the rows in sight are read, and read again when anything has changed.</summary>
public sealed partial class DeliveryDetail
{
    private const float RowHeight = 45;

    // The headings are the table's first row.
    private const int FirstRow = 2;

    private Virtualize<ErrorLine>? list;
    private ErrorQuery query = null!;
    private ImmutableArray<CodeCount> codes = [];
    private string? notice;
    private long? read;
    private int all;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>The delivery.</summary>
    [Parameter, EditorRequired]
    public required DeliverySummary Delivery { get; set; }

    /// <summary>Its type.</summary>
    [Parameter, EditorRequired]
    public required DeliveryType Type { get; set; }

    /// <summary>The number of the organisation's newest change.</summary>
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
        PortalUrls.DeliveryErrors.Replace("{number:long}", Delivery.Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
        new Dictionary<string, string?> { ["tilstand"] = ErrorStateNames.NameOf(query.State), ["kode"] = query.Code });

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (read == Number)
            return;
        read = Number;
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

    private Task ClaimAsync((DeliveryError Error, bool Claim) wish) =>
        ExecuteAsync(() => Queries.ClaimAsync(Actor, wish.Error.Delivery, wish.Error.Position, wish.Claim, Disposed));

    private Task ExplainAsync((DeliveryError Error, string Text) wish) =>
        ExecuteAsync(() => Queries.ExplainAsync(Actor, wish.Error.Delivery, wish.Error.Position, wish.Text, Disposed));

    private async Task ExecuteAsync(Func<Task<bool>> command)
    {
        try
        {
            notice = await command() ? null : DeliveriesTexts.NotDone;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(Logger, Delivery.Number, exception);
            notice = DeliveriesTexts.Failed;
        }
    }

    /// <summary>An error, and its row in the whole table.</summary>
    private sealed record ErrorLine(int Row, DeliveryError Error);

    [LoggerMessage(LogLevel.Error, "An error of delivery {Number} could not be changed")]
    private static partial void LogFailed(ILogger logger, long number, Exception exception);
}
