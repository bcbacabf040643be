// Streamlit's own words for screen readers have no setting: said here in the language of the page.
// The page tells its language where it names the person at the screen.
(() => {
  const VIETNAMESE = {
    "Add files": "Thêm tệp",
    "App pages": "Các trang",
    "Choose an option": "Chọn",
    "Choose date": "Chọn ngày",
    "Choose options": "Chọn",
    "Clear all": "Bỏ hết lựa chọn",
    "Clear date": "Xóa ngày",
    "Clear selection": "Bỏ chọn",
    "Clear value": "Xóa",
    "Close": "Đóng",
    "Close fullscreen": "Thu nhỏ",
    "Collapse sidebar": "Thu gọn danh mục trang",
    "Decrement": "Giảm",
    "Dismiss": "Đóng",
    "Download as CSV": "Tải về CSV",
    "Expand sidebar": "Mở danh mục trang",
    "Fullscreen": "Toàn màn hình",
    "Increment": "Tăng",
    "Logo": "Thước đo",
    "Main menu": "Tùy chọn",
    "Multiselect options": "Các lựa chọn",
    "Navigate to home page": "Về trang đầu",
    "Next page": "Trang sau",
    "Open": "Mở danh sách",
    "Pagination": "Các trang của bảng",
    "Previous page": "Trang trước",
    "Search": "Tìm",
    "Select all": "Chọn tất cả",
    "Selectbox options": "Các lựa chọn",
    "Selected values": "Đã chọn",
    "Show/hide columns": "Hiện hoặc ẩn cột",
    "Sidebar": "Danh mục trang",
    "Skip to main content": "Tới nội dung chính",
    "Suggestions": "Gợi ý",
    // A button needs a name in its text; a style writes what is seen.
    "Upload": "Tải lên",
    "file upload": "Chọn tệp",
    "progress": "tiến độ",
  };
  const PATTERNS = [
    // Beside this stand words of ours, written by a style.
    [/^\d+MB per file.*$/, ""],
    [/^Page (\d+)$/, "Trang $1"],
    [/^Remove (.+)$/, "Bỏ $1"],
    [/^Select (\d+) matches$/, "Chọn $1 kết quả"],
    [/^Shortcut (.+)$/, "Phím tắt $1"],
    [/^(\d+) options? available\.$/, "Có $1 lựa chọn."],
  ];
  const ATTRIBUTES = ["aria-label", "alt", "placeholder", "title"];
  const SAID = ATTRIBUTES.map((name) => `[${name}]`).join(",");
  const TEXTS = '[data-testid="stSkipToContent"], [data-live-announcer] div, '
    + '[data-testid="stFileUploaderDropzone"] :is(p, span)';
  // What stood there before, by element: the switch to English puts it back.
  const before = new WeakMap();

  const vietnamese = (text) => {
    if (Object.hasOwn(VIETNAMESE, text)) return VIETNAMESE[text];
    const [pattern, words] = PATTERNS.find(([pattern]) => pattern.test(text)) ?? [];
    return pattern ? text.replace(pattern, words) : null;
  };

  const said = (holder, name, text, say, isVietnamese) => {
    const kept = before.get(holder) ?? {};
    if (isVietnamese) {
      const words = vietnamese(text);
      if (words === null) return;
      before.set(holder, { ...kept, [name]: [text, words] });
      say(words);
    } else if (kept[name]?.[1] === text) {
      say(kept[name][0]);
    }
  };

  const sayAll = () => {
    const language = document.querySelector(".ys-user[lang]")?.lang ?? "vi";
    const isVietnamese = language === "vi";
    if (document.documentElement.lang !== language) document.documentElement.lang = language;
    for (const one of document.querySelectorAll(SAID)) {
      for (const name of ATTRIBUTES) {
        const text = one.getAttribute(name);
        if (text) said(one, name, text, (words) => one.setAttribute(name, words), isVietnamese);
      }
    }
    for (const one of document.querySelectorAll(TEXTS)) {
      const node = one.firstChild;
      if (node?.nodeType !== Node.TEXT_NODE) continue;
      said(node, "text", node.data, (words) => { node.data = words; }, isVietnamese);
    }
    // What was said here is no news.
    observer.takeRecords();
  };

  const observer = new MutationObserver(sayAll);
  observer.observe(document.documentElement, {
    subtree: true, childList: true, attributes: true, attributeFilter: ATTRIBUTES,
  });
  // The page may stand already when this runs.
  sayAll();
})();
