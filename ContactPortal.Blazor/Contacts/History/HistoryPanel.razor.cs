using System.Collections.Immutable;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Contacts;

/// <summary>A contact's history (K16); reloaded when the contact has a newer version.</summary>
public sealed partial class HistoryPanel
{
    private ContactHistory? history;
    private long? loadedVersion;
    private int count = HistoryPage.Size;
    private bool failed;

    /// <summary>The signed-in person, in one organisation.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>The contact.</summary>
    [Parameter, EditorRequired]
    public required ContactView Contact { get; set; }

    /// <summary>The delivery types, for their names.</summary>
    [Parameter, EditorRequired]
    public required ImmutableArray<DeliveryType> DeliveryTypes { get; set; }

    [Inject]
    private ContactHistories Histories { get; set; } = null!;

    [Inject]
    private ILogger<HistoryPanel> Logger { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (loadedVersion == Contact.Version)
            return;
        loadedVersion = Contact.Version;
        await LoadAsync();
    }

    private Task ShowOlderAsync()
    {
        count += HistoryPage.Size;
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            history = await Histories.OfAsync(Actor, Contact.Id, count, Disposed);
            failed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotRead(Logger, exception.FailureLevel, Contact.Id, exception);
            failed = true;
        }
    }

    private static string SentenceOfHolding(ContactHolding holding) => holding.Until is { } until
        ? ContactsTexts.HistoryHolder.Format(holding.Name, holding.Rid, DanishTime.Exact(holding.From), DanishTime.Exact(until))
        : ContactsTexts.HistoryHolderNow.Format(holding.Name, holding.Rid, DanishTime.Exact(holding.From));

    private string SentenceOf(FieldChange change) => ContactTexts.SentenceOf(change, DeliveryTypes);

    [LoggerMessage("The history of contact {Contact} could not be read")]
    private static partial void LogNotRead(ILogger logger, LogLevel level, Guid contact, Exception exception);
}
