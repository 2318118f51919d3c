using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Persons;

/// <summary>A person's history (P4); reloaded when the person has a newer version.</summary>
public sealed partial class PersonHistoryPanel
{
    private HistoryPage? page;
    private long? loadedVersion;
    private int count = HistoryPage.Size;
    private bool failed;

    /// <summary>The signed-in person, in one organisation.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>The person.</summary>
    [Parameter, EditorRequired]
    public required PersonEntry Person { get; set; }

    [Inject]
    private PersonHistories Histories { get; set; } = null!;

    [Inject]
    private ILogger<PersonHistoryPanel> Logger { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (loadedVersion == Person.Version)
            return;
        loadedVersion = Person.Version;
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
            page = await Histories.OfAsync(Actor, Person.Id, count, Disposed);
            failed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotRead(Logger, exception.FailureLevel, Person.Id, exception);
            failed = true;
        }
    }

    [LoggerMessage("The history of person {Person} could not be read")]
    private static partial void LogNotRead(ILogger logger, LogLevel level, Guid person, Exception exception);
}
