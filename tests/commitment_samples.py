"""A store whose documents commit somebody to something, with a figure to hold a target against."""

from datetime import date, timedelta
from pathlib import Path

from etl.run import Inputs, Pipeline
from yardstick.domain.catalogue import read_catalogue
from yardstick.store.database import Store
from yardstick.store.places import read_places

ROOT = Path(__file__).resolve().parents[1]


def filled(directory: Path, today: date) -> Path:
    """The store: two documents of an office, one issued a hundred days before `today`."""
    issued, near, far = today - timedelta(100), today + timedelta(12), today + timedelta(200)
    past = today - timedelta(40)
    documents = directory.parent / "documents"
    documents.mkdir(parents=True, exist_ok=True)
    (documents / "ket-luan.txt").write_text(
        "TỈNH ỦY HƯNG YÊN\nSố 12-KL/TU\n"
        f"Hưng Yên, ngày {issued:%d} tháng {issued:%m} năm {issued.year}\n\n"
        "KẾT LUẬN\nvề nhiệm vụ trọng tâm của tỉnh Hưng Yên\n\n"
        "Bảo đảm tỷ lệ hồ sơ giải quyết đúng hạn của tỉnh Hưng Yên đạt trên 98%.\n\n"
        f"Giao Sở Xây dựng hoàn thành điều chỉnh quy hoạch phân khu trước ngày {past:%d/%m/%Y}.\n\n"
        f"Yêu cầu các chủ đầu tư báo cáo tiến độ trước ngày {near:%d/%m/%Y}.\n\n"
        f"Sở Y tế bàn giao trạm y tế xã trước ngày {far:%d/%m/%Y}.\n\n"
        f"Năm {far.year + 1}, phấn đấu tỷ lệ hộ nghèo toàn tỉnh Hưng Yên giảm còn dưới 0,5%.\n",
        "utf-8",
    )
    (documents / "bao-cao.txt").write_text(
        "ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN\n"
        f"Hưng Yên, ngày {issued:%d} tháng {issued:%m} năm {issued.year}\n\n"
        f"BÁO CÁO\nTình hình kinh tế - xã hội năm {issued.year - 1} của tỉnh Hưng Yên\n\n"
        f"Tỷ lệ hộ nghèo năm {issued.year - 1} của tỉnh Hưng Yên còn 0,92%.\n",
        "utf-8",
    )
    pipeline = Pipeline(
        store=Store(directory),
        catalogue=read_catalogue((ROOT / "indicators.yaml").read_text("utf-8")),
        gazetteer=read_places(ROOT / "data" / "places"),
        author="tester",
    )
    report = pipeline.run(Inputs(documents, directory.parent / "nothing"))
    assert not report.refused
    return directory
