/// Memory of plain numbers that several threads fill at once, each its own part.
///
/// Kernels work on its pointer, which several tasks may hold where a span may not;
/// checks of the index would cost the sums of the trees' histograms one eighth. Whoever starts the tasks sees
/// to it that their parts are disjoint.
package final class SharedBuffer<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  package let pointer: UnsafeMutablePointer<Element>
  package let count: Int

  /// Creates a buffer of `count` elements, at an address that vector loads like.
  package init(_ count: Int, of element: Element) {
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, count) * MemoryLayout<Element>.stride,
      alignment: 64
    )
    pointer = memory.initializeMemory(as: Element.self, repeating: element, count: count)
    self.count = count
  }

  /// Creates a buffer of elements that have to be written before they are read.
  init(uninitialized count: Int) {
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, count) * MemoryLayout<Element>.stride,
      alignment: 64
    )
    pointer = memory.bindMemory(to: Element.self, capacity: count)
    self.count = count
  }

  deinit {
    UnsafeMutableRawPointer(pointer).deallocate()
  }
}
