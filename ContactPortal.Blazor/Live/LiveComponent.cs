using System.Globalization;
using ContactPortal.Domain.Messaging;

namespace ContactPortal.Blazor.Live;

/// <summary>
/// A component that shows live data: it subscribes once it is interactive, re-renders after every published change, and unsubscribes when
/// it is disposed. Changes that arrive while a render is queued are coalesced into that render (K12).
/// </summary>
public abstract class LiveComponent : DisposableComponent
{
    private readonly (CultureInfo Culture, CultureInfo Language) cultures = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
    private readonly SignalCoalescer changes = new();
    private IDisposable? subscription;
    private bool isApplying;
    private bool applyAgain;

    /// <summary>Subscribes; the callback is <see cref="NotifyChanged"/>. Not called while the page is prerendered.</summary>
    protected abstract IDisposable Subscribe();

    /// <summary>Applies the newest data, on the circuit's dispatcher; returns whether to re-render.</summary>
    protected virtual bool ApplyLatest() => true;

    /// <summary>
    /// The same for data that has to be loaded first. Never runs twice at a time, so the load that began last also ends last; see
    /// <see cref="ApplyLatestOneAtATimeAsync"/>.
    /// </summary>
    protected virtual Task<bool> ApplyLatestAsync() => Task.FromResult(ApplyLatest());

    /// <summary>
    /// Schedules a re-render; callable from any thread, does not block. <c>InvokeAsync</c> on an idle dispatcher runs the render on the
    /// calling thread, so one publisher would render all pages one after another. Queueing to the global thread-pool queue renders them in
    /// parallel and roughly in order. The publisher's execution context (culture, trace) is not captured.
    /// </summary>
    protected void NotifyChanged()
    {
        if (changes.Signal() && !IsDisposed)
            QueueRender();
    }

    /// <summary>Queues <see cref="RenderAsync"/> at the end of the global thread-pool queue.</summary>
    protected virtual void QueueRender() =>
        ThreadPool.UnsafeQueueUserWorkItem(static component => _ = component.RenderAsync(), this, preferLocal: false);

    /// <summary>Applies the newest data and re-renders, as soon as the circuit's dispatcher is free.</summary>
    protected Task RenderAsync() => InvokeAsync(RenderNowAsync);

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
            subscription = Subscribe();
    }

    /// <summary>
    /// Applies the newest data and re-renders; runs on the circuit's dispatcher. Exceptions go to the error boundary around the component.
    /// </summary>
    private protected async Task RenderNowAsync()
    {
        changes.Begin();
        if (IsDisposed)
            return;

        // Called from a pool thread, which does not have the circuit's culture.
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = cultures;
        try
        {
            await ApplyLatestOneAtATimeAsync();
        }
        catch (OperationCanceledException) when (IsDisposed)
        {
            // The component was disposed while loading.
        }
        catch (Exception exception)
        {
            // Called from outside the renderer: without this the exception would be lost with the discarded task.
            await DispatchExceptionAsync(exception);
        }
    }

    /// <summary>
    /// Applies the newest data and re-renders. A call during another one returns immediately and makes that one apply once more. A
    /// component that loads its data while initializing does so by this method: a change may be published meanwhile.
    /// </summary>
    protected async Task ApplyLatestOneAtATimeAsync()
    {
        if (isApplying)
        {
            applyAgain = true;
            return;
        }

        isApplying = true;
        try
        {
            do
            {
                applyAgain = false;
                if (await ApplyLatestAsync())
                    StateHasChanged();
            }
            while (applyAgain && !IsDisposed);
        }
        finally
        {
            isApplying = false;
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        subscription?.Dispose();
    }
}
