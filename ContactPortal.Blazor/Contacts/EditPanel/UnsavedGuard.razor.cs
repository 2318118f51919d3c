using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace ContactPortal.Blazor.Contacts;

/// <summary>Asks before unsaved changes are discarded, by choosing another contact or leaving the page (K15).</summary>
public sealed partial class UnsavedGuard
{
    private Func<Task>? pending;
    private bool focusDialog;

    /// <summary>Whether there are unsaved changes.</summary>
    [Parameter, EditorRequired]
    public required Func<bool> IsUnsaved { get; set; }

    /// <summary>Discards the unsaved changes; called before the page is left.</summary>
    [Parameter, EditorRequired]
    public required Func<Task> Discard { get; set; }

    /// <summary>Raised when the person chooses to stay.</summary>
    [Parameter]
    public EventCallback Stayed { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    /// <summary>Runs the action; asks first if there are unsaved changes.</summary>
    public Task AskFirstAsync(Func<Task> leave)
    {
        if (!IsUnsaved())
            return leave();
        (pending, focusDialog) = (leave, true);
        StateHasChanged();
        return Task.CompletedTask;
    }

    /// <summary>Closes the dialog: the changes are saved or discarded.</summary>
    public void Withdraw() => pending = null;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!focusDialog)
            return;
        focusDialog = false;
        await Browser.InvokeVoidAsync("portal.focus", UnsavedChangesDialog.StayId);
    }

    private Task GuardAsync(LocationChangingContext context)
    {
        if (!IsUnsaved())
            return Task.CompletedTask;
        context.PreventNavigation();
        return AskFirstAsync(async () =>
        {
            await Discard();
            Navigation.NavigateTo(context.TargetLocation);
        });
    }

    private Task StayAsync()
    {
        pending = null;
        return Stayed.InvokeAsync();
    }

    private Task LeaveAsync()
    {
        var leave = pending;
        pending = null;
        return leave?.Invoke() ?? Task.CompletedTask;
    }
}
